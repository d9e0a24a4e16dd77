import type { Queryable } from '@doudi/infra/database';
import { appealEndsAt, shanghaiDay } from '@doudi/workflows';
import { calendarInForce } from './calendar-in-force.ts';
import { addresseeOfAgency, tellOfCredit, type OfNotice } from './credit-notices.ts';
import { insertDeduction, type NewDeduction } from './deductions.ts';
import { recomputeCredit } from './recompute-credit.ts';

type ToDeduct = Omit<NewDeduction, 'commissionNo'> & { readonly commission: OfNotice | null };

/**
 * Takes points from an agency, tells it, and computes its credit anew, all or nothing. Answers the number of the deduction; undefined, and
 * changes nothing, when what it is for is on record.
 */
export async function deduct(db: Queryable, { commission, ...one }: ToDeduct): Promise<number | undefined> {
  const commissionNo = commission?.commissionNo ?? null;
  const deductionNo = await insertDeduction(db, { ...one, commissionNo });
  if (deductionNo === undefined) return undefined;
  const { agencyNo, kind, recordedAt } = one;
  const dueDay = shanghaiDay(appealEndsAt(await calendarInForce(db), recordedAt));
  await tellOfCredit(db, {
    ...{ kind: `deducted.${kind}`, cause: `deduction/${deductionNo}`, at: recordedAt, agencyNo, commission },
    // also who gave up himself is told what it costs
    by: null,
    addressees: await addresseeOfAgency(db, agencyNo),
    detail: { dueDay },
  });
  await recomputeCredit(db, agencyNo, recordedAt);
  return deductionNo;
}
