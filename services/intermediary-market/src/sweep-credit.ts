import { inTransaction, type Pool } from '@doudi/infra/database';
import { ratingDueAt, shanghaiDay, type Day, type Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { listOutdated } from './agency-credit.ts';
import { calendarInForce } from './calendar-in-force.ts';
import { findCommissionToChange } from './commissions.ts';
import { tellOfCredit } from './credit-notices.ts';
import { deductForOverrun } from './deduct-for-milestone.ts';
import type { Dependencies } from './dependencies.ts';
import { ownersOf } from './notices.ts';
import { recomputeCredit } from './recompute-credit.ts';
import { listLongWorking, listToRemind, ratingDueCause } from './served-commissions.ts';

interface Needed extends Pick<Dependencies, 'now'> {
  readonly pool: Pool;
}

/** Nobody is reminded to rate what was accepted that long ago: a rating is no longer taken. */
const yearMs = 365 * 86_400_000;

/** What time alone makes of the credit of agencies: overruns, reminders to rate, and what has decayed. Harmless to repeat. */
export const sweepCredit =
  ({ pool, now: clock }: Needed) =>
  async (): Promise<void> => {
    const now = await clock(pool);
    await logOverruns(pool, now);
    await remindToRate(pool, now);
    await renewCredit(pool, now);
  };

async function logOverruns(pool: Pool, now: Instant): Promise<void> {
  for (const commissionNo of await listLongWorking(pool, { now }))
    await inTransaction(pool, async (db) => {
      const commission = await findCommissionToChange(db, commissionNo, sql`c.state = 'working'`);
      if (!commission || commission.agencyNo === null) return;
      await deductForOverrun(db, { ...commission, agencyNo: commission.agencyNo }, now);
    });
}

/** Reminds the owner's side, once for each result, that its agency was not rated in five working days. */
async function remindToRate(pool: Pool, now: Instant): Promise<void> {
  const calendar = await calendarInForce(pool);
  for (const commission of await listToRemind(pool, { from: now - yearMs, to: now })) {
    const { commissionNo, changedAt, agencyNo } = commission;
    const at = ratingDueAt(calendar, changedAt);
    if (at > now || agencyNo === null) continue;
    await tellOfCredit(pool, {
      ...{
        kind: 'rating-due',
        cause: `${ratingDueCause}${commissionNo}`,
        at,
        by: null,
        agencyNo,
        commission,
      },
      addressees: await ownersOf(pool, commission),
      link: `/v1/commissions/${commissionNo}/ratings`,
    });
  }
}

/** Computes anew what was last computed before today. */
async function renewCredit(pool: Pool, now: Instant): Promise<void> {
  const today: Day = shanghaiDay(now);
  for (const agencyNo of await listOutdated(pool, today))
    await inTransaction(pool, (db) => recomputeCredit(db, agencyNo, now));
}
