import type { Queryable } from '@doudi/infra/database';
import type { Instant, ReminderDays } from '@doudi/workflows';
import sql from 'sql-template-tag';
import type { CommissionRow, Deadline } from './commissions.ts';
import { dateOrNull } from './instant-column.ts';

/** Keeps the deadline of a commission as it is counted with the calendar in force. */
export const markRecounted = (
  db: Queryable,
  commissionNo: string,
  { deadlineAt, calendarVersion }: Deadline,
) =>
  db.query(sql`
    update commissions set deadline_at = ${dateOrNull(deadlineAt)}, deadline_calendar = ${calendarVersion}
     where commission_no = ${commissionNo} and deadline_calendar <> ${calendarVersion}`);

/** Commissions whose deadline is over at `now`, or was counted with another calendar, the longest over first. */
export async function listOverdue(db: Queryable, now: Instant, calendarVersion: string): Promise<string[]> {
  const { rows } = await db.query<{ commissionNo: string }>(sql`
    select c.commission_no as "commissionNo"
      from commissions c
     where c.deadline_at is not null and (c.deadline_at <= ${new Date(now)} or c.deadline_calendar <> ${calendarVersion})
     order by c.deadline_at
     limit 1000`);
  return rows.map(({ commissionNo }) => commissionNo);
}

/** Three working days are never less than so many days of the calendar. */
const leastWaitMs = 3 * 86_400_000;

/** Commissions whose next move has been the owner's for so long that it may be reminded, the longest first. */
export async function listLying(db: Queryable, now: Instant): Promise<string[]> {
  const { rows } = await db.query<{ commissionNo: string }>(sql`
    select c.commission_no as "commissionNo"
      from commissions c
     where c.state in ('briefing', 'awaiting-inputs', 'delivered') and c.reminded < 10 and c.rules_version >= 3
       and c.changed_at <= ${new Date(now - leastWaitMs)}
     order by c.changed_at
     limit 1000`);
  return rows.map(({ commissionNo }) => commissionNo);
}

/** Answers false where the owner was reminded of this already. */
export async function markReminded(
  db: Queryable,
  { commissionNo, state }: Pick<CommissionRow, 'commissionNo' | 'state'>,
  after: ReminderDays,
): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    update commissions set reminded = ${after}
     where commission_no = ${commissionNo} and state = ${state} and reminded < ${after}`);
  return rowCount === 1;
}
