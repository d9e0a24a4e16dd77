import { z } from 'zod';

/** `O`, the day of the receipt and its serial. */
export const OrderNo = z.string().regex(/^O[0-9]{12,20}$/, 'is no order number, such as O202603020001');
export const OfOrder = z.strictObject({ orderNo: OrderNo });
