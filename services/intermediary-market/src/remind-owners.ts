import { inTransaction, type Pool, type Queryable } from '@doudi/infra/database';
import { addressee, insertNotices } from '@doudi/infra/http';
import { type Instant, ownerReminder } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { calendarInForce } from './calendar-in-force.ts';
import { type CommissionRow, findCommissionToChange } from './commissions.ts';
import { listLying, markReminded } from './commissions-due.ts';
import type { Dependencies } from './dependencies.ts';
import { ownersOf } from './notices.ts';

/** Reminds owners, once for each limit of each move, of what only they can do: to find an agency, to hand in inputs, to judge a result. */
export const remindOwners =
  (pool: Pool, { now }: Pick<Dependencies, 'now'>) =>
  async (): Promise<void> => {
    const at = await now(pool);
    for (const commissionNo of await listLying(pool, at))
      await inTransaction(pool, async (db) => {
        const commission = await findCommissionToChange(db, commissionNo, sql`true`);
        if (commission) await remind(db, commission, at);
      });
  };

async function remind(db: Queryable, commission: CommissionRow, now: Instant): Promise<void> {
  const { commissionNo, orderNo, projectCode, step, task, changedAt, events } = commission;
  const due = ownerReminder(await calendarInForce(db), changedAt, now);
  if (!due || !(await markReminded(db, commission, due.after))) return;
  const about = { orderNo, projectCode, step, task, about: commissionNo };
  await insertNotices(db, [
    {
      ...{
        kind: `owner-waits-${due.after}`,
        cause: `${commissionNo}#${events}-${due.after}`,
        at: due.at,
        by: null,
      },
      addressees: [...(await ownersOf(db, commission)), addressee('fallback-officer')],
      ...{ ...about, link: `/v1/commissions/${commissionNo}`, detail: {} },
    },
  ]);
}
