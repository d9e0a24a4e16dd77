import { isCaseNumber } from '@doudi/workflows';
import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';

const notACase = bilingual(
  '须为兜底件编号：DD、日期、序号和两位校验码；校验不符多为抄错',
  'is no case number: DD, a date, a serial and two check digits; one that does not check was mistyped',
);

/** The number of a case; a mistyped one is recognised as such by its check digits. */
export const CaseNo = z
  .string()
  .regex(/^DD[0-9]{14,20}$/, { error: notACase, abort: true })
  .refine(isCaseNumber, notACase)
  .meta({ examples: ['DD20170731000159'] });
export const OfCase = z.strictObject({ caseNo: CaseNo });
export type OfCase = z.output<typeof OfCase>;

/** A commitment or an item of a case, by the number of the event that made it. */
export const OfCaseNumber = OfCase.extend({
  no: z
    .string()
    .regex(/^[1-9][0-9]{0,5}$/)
    .transform(Number),
});
export type OfCaseNumber = z.output<typeof OfCaseNumber>;
