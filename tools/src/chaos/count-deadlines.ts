import type { Queryable } from '@doudi/infra/database';

/**
 * Deadlines that have passed and had consequences: lights that turned and tasks that became late at the end of an office day, what steps and
 * cases were brought to by the clock, and limits of the market.
 */
export async function countDeadlines(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: string }>(`
    select (select count(*) from approval_workflows.events
             where kind = 'task-late' or by = 'clock' or kind = 'light' and detail ->> 'light' in ('YELLOW', 'RED'))
         + (select count(*) from intermediary_market.milestones where kind in ('close', 'lapse')) as count`);
  return Number(rows[0]?.count);
}
