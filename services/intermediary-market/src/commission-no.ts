import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';

/** Named after the order and task it was first opened for, or, an owner's own, `CE` with day and serial (decisions 0002 and 0029). */
export const CommissionNo = z
  .string()
  .regex(
    /^(C[0-9]{12,20}-[a-z-]{1,40}|CE[0-9]{12,16})$/,
    bilingual(
      '须为委托编号，如 C202603020001-eia-report 或 CE202603020001',
      'is no commission number, such as C202603020001-eia-report or CE202603020001',
    ),
  );

export const OfCommission = z.strictObject({ commissionNo: CommissionNo });
export type OfCommission = z.output<typeof OfCommission>;

/** One file of a commission, by its number among them. */
export const OfCommissionFile = OfCommission.extend({
  fileNo: z
    .string()
    .regex(/^[1-9][0-9]{0,5}$/, bilingual('须为其编号，如 1', 'is no number of a file, such as 1')),
});
export type OfCommissionFile = z.output<typeof OfCommissionFile>;
