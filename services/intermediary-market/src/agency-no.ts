import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';

export const AgencyNo = z
  .string()
  .regex(/^A[0-9]{3,9}$/, bilingual('须为中介编号，如 A016', 'is no agency number, such as A016'));

export const OfAgency = z.strictObject({ agencyNo: AgencyNo });
export type OfAgency = z.output<typeof OfAgency>;

const Numbered = z
  .string()
  .regex(/^[1-9][0-9]{0,5}$/, bilingual('须为其编号，如 1', 'is no number, such as 1'));

/** One objection to an agency, or one of its qualifications, by its number among them. */
export const OfAgencyPart = z.strictObject({ agencyNo: AgencyNo, no: Numbered });
export type OfAgencyPart = z.output<typeof OfAgencyPart>;

export const OfAgencyFile = z.strictObject({
  fileId: z.uuid(
    bilingual('须为文件编号', 'is no id of a file, such as 0b9f8f7e-2b57-4a8c-9d0e-3f6f5f1c2a10'),
  ),
});
export type OfAgencyFile = z.output<typeof OfAgencyFile>;
