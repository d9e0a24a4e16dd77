import { bilingual } from '@doudi/infra/words';
import { z } from 'zod';

export const AgencyNo = z
  .string()
  .regex(/^A[0-9]{3,9}$/, bilingual('须为中介编号，如 A016', 'is no agency number, such as A016'));

export const OfAgency = z.strictObject({ agencyNo: AgencyNo });
export type OfAgency = z.output<typeof OfAgency>;
