import type { Queryable } from '@doudi/infra/database';
import { causeToSuspend, creditOn, shanghaiDay, type Credit, type Day, type Instant } from '@doudi/workflows';
import { findCredit, lockAgency, writeCredit } from './agency-credit.ts';
import { listDeductions } from './deductions.ts';
import { listScores } from './ratings.ts';
import { suspendForCredit } from './suspend-for-credit.ts';

/** The credit of an agency as of a day, computed from its events. */
async function computeCredit(db: Queryable, agencyNo: string, day: Day): Promise<Credit> {
  const ratings = await listScores(db, agencyNo);
  return creditOn({ ratings, deductions: await listDeductions(db, agencyNo) }, day);
}

const untouched = creditOn({ ratings: [], deductions: [] }, '2026-01-01' as Day);

/**
 * Computes the credit of an agency anew, in the transaction of what changed it, and suspends the agency where it has become too bad. Under
 * the agency's lock: of two events at once the later computation has both.
 */
export async function recomputeCredit(db: Queryable, agencyNo: string, now: Instant): Promise<void> {
  await lockAgency(db, agencyNo);
  const before = (await findCredit(db, agencyNo)) ?? untouched;
  const day = shanghaiDay(now);
  const credit = await computeCredit(db, agencyNo, day);
  await writeCredit(db, agencyNo, { ...credit, day });
  const cause = causeToSuspend(before, credit);
  if (cause) await suspendForCredit(db, agencyNo, { cause, at: now });
}
