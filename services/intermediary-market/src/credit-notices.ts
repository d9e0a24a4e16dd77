import type { Queryable } from '@doudi/infra/database';
import { addressee, insertNotices, type NewNotice } from '@doudi/infra/http';
import { deductionKinds, type DeductionKind, type Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import type { CommissionRow } from './commissions.ts';

/** What people are told of the credit of agencies, besides deductions. */
const creditNotices = [
  'rated',
  'rating-due',
  'appealed',
  'appeal-upheld',
  'appeal-rejected',
  'agency-suspended',
] as const;
type CreditNotice = (typeof creditNotices)[number] | `deducted.${DeductionKind}`;

/** Every kind of notice of this file, for its words. */
export const creditNoticeKinds: readonly CreditNotice[] = [
  ...creditNotices,
  ...deductionKinds.map((kind) => `deducted.${kind}` as const),
];

export type OfNotice = Pick<CommissionRow, 'commissionNo' | 'orderNo' | 'projectCode' | 'step' | 'task'>;

interface Told {
  readonly kind: CreditNotice;
  /** what was written, by its own number */
  readonly cause: string;
  readonly at: Instant;
  readonly by: string | null;
  readonly addressees: readonly string[];
  readonly agencyNo: string;
  /** whose work it is about; null where it is about none in particular */
  readonly commission: OfNotice | null;
  /** where it is read; the agency's credit unless said */
  readonly link?: string;
  readonly detail?: NewNotice['detail'];
}

/** Tells of something that happened to the credit of an agency, in the transaction in which it does. */
export const tellOfCredit = (db: Queryable, told: Told): Promise<void> => {
  const { agencyNo, commission, link = creditLink(agencyNo), detail = {}, ...what } = told;
  const { orderNo = null, projectCode = null, step = null, task = null } = commission ?? {};
  const about = { orderNo, projectCode, step, task, about: commission?.commissionNo ?? agencyNo };
  return insertNotices(db, [{ ...what, ...about, link, detail }]);
};

/** Where people read the credit of an agency. */
export const creditLink = (agencyNo: string): string => `/v1/agencies/${agencyNo}/credit`;

/** The agency, by its code. */
export async function addresseeOfAgency(db: Queryable, agencyNo: string): Promise<string[]> {
  const { rows } = await db.query<{ uscc: string }>(sql`
    select a.uscc from agencies a where a.agency_no = ${agencyNo}`);
  return rows.map(({ uscc }) => addressee('agency', uscc));
}
