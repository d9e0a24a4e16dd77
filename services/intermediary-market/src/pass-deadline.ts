import { inTransaction, type Pool, type Queryable } from '@doudi/infra/database';
import type { Logger } from '@doudi/infra/service';
import { isRefusal, type Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { calendarInForce } from './calendar-in-force.ts';
import { deadlineNow } from './commission-clock.ts';
import { type CommissionRow, findCommissionToChange } from './commissions.ts';
import { listOverdue, markRecounted } from './commissions-due.ts';
import { closing, inPlace, nextRanked } from './close-tender.ts';
import type { Dependencies } from './dependencies.ts';
import { moveCommission, type Act } from './move-commission.ts';
import { cancelling } from './tenders.ts';

type Needed = Pick<Dependencies, 'vault'>;

/** Who acts when a limit is over. */
const market = 'market';

/**
 * Applies to a commission, which the transaction holds, what the end of its limits up to `now` makes of it, each at the instant it was
 * due. An act at or after a deadline is judged behind it, whether or not the sweep has been here.
 */
export async function passDeadlines(
  db: Queryable,
  commission: CommissionRow,
  now: Instant,
  needs: Needed,
): Promise<CommissionRow> {
  if (commission.deadlineAt === null) return commission;
  const { deadlineAt } = await deadlineNow(db, commission, commission.closesAt);
  if (deadlineAt === null || now < deadlineAt) return commission;
  const moved = await moveCommission(
    db,
    commission,
    await actAt(db, { ...commission, deadlineAt }, needs),
    deadlineAt,
  );
  if (isRefusal(moved)) throw new Error(`the limit of ${commission.commissionNo} is against the rule`);
  return passDeadlines(db, moved, now, needs);
}

/** What the end of a limit does: an engagement lapses, a tender closes, an award stands or, with no bidder left, cannot. */
async function actAt(
  db: Queryable,
  commission: CommissionRow & { readonly deadlineAt: Instant },
  { vault }: Needed,
): Promise<Act> {
  if (commission.state === 'bidding') return { by: market, ...(await closing(db, commission, vault)) };
  const successor = await nextRanked(db, commission, commission.deadlineAt);
  if (commission.state === 'contracting') return { kind: 'lapse', by: market, ...inPlace(successor) };
  if (successor) return { kind: 'award', by: market, ...successor };
  return { kind: 'cancel-tender', by: market, ...cancelling(db, commission, commission.deadlineAt) };
}

/**
 * One look at the commissions whose limits are over, or were counted with an older calendar, each in a transaction of its own. One that
 * fails, because the secret its bids were sealed with is lost, does not hold up the others.
 */
export const passOverdue =
  (pool: Pool, { now, vault, logger }: Dependencies & { readonly logger: Logger }) =>
  async (): Promise<void> => {
    const { version } = await calendarInForce(pool);
    for (const commissionNo of await listOverdue(pool, await now(pool), version))
      try {
        await inTransaction(pool, async (db) => {
          const commission = await findCommissionToChange(db, commissionNo, sql`true`);
          if (commission) await settle(db, commission, await now(db), { vault });
        });
      } catch (error) {
        logger.error({ err: error, commissionNo }, 'the limit of a commission could not be seen to');
      }
  };

/** What is not over yet is counted with the calendar in force from here on. */
async function settle(db: Queryable, commission: CommissionRow, now: Instant, needs: Needed): Promise<void> {
  const settled = await passDeadlines(db, commission, now, needs);
  await markRecounted(db, settled.commissionNo, await deadlineNow(db, settled, settled.closesAt));
}
