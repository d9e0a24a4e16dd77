import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';

/** `O`, the day of the receipt and its serial. */
export const OrderNo = z
  .string()
  .regex(
    /^O[0-9]{12,20}$/,
    bilingual('须为订单编号，如 O202603020001', 'is no order number, such as O202603020001'),
  );
export const OfOrder = z.strictObject({ orderNo: OrderNo });
