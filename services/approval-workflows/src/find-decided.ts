import type { Queryable } from '@doudi/infra/database';
import type { Decided, StepCode, TaskCode } from '@doudi/workflows';
import sql from 'sql-template-tag';

/** Which of these tasks of an order are over, and whether the step has closed, with the instants of their events. */
export async function findDecided(
  db: Queryable,
  orderNo: string,
  { step, tasks }: { readonly step: StepCode | null; readonly tasks: readonly TaskCode[] },
): Promise<Decided> {
  const { rows } = await db.query<{ task: TaskCode; at: Date }>(sql`
    select task, closed_at as at from tasks
     where order_no = ${orderNo} and task = any (${tasks}::text[]) and closed_at is not null order by closed_at`);
  const closed = await db.query<{ at: Date }>(sql`
    select closed_at as at from steps where order_no = ${orderNo} and step = ${step} and closed_at is not null`);
  return {
    tasks: rows.map(({ task, at }) => ({ task, at: at.getTime() })),
    stepClosedAt: closed.rows[0]?.at.getTime() ?? null,
  };
}
