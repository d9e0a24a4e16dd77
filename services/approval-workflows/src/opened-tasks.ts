import type { Queryable } from '@doudi/infra/database';
import type { Instant, Step, StepCode, TaskCode } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { isRevoked } from './amendments.ts';
import { isCounted } from './events.ts';
import { stepColumn } from './steps.ts';

/** Where a task stands among all that have opened, in the order in which they did. */
export interface TaskPosition {
  readonly openedAt: Instant;
  readonly orderNo: string;
  readonly task: string;
}

/** A task that has opened, with its step and the calendar it is counted by. */
export interface OpenedTask {
  readonly orderNo: string;
  readonly projectCode: string;
  readonly calendarVersion: string;
  readonly task: TaskCode;
  readonly step: Step;
  /** the step ended with its order, which something else had ended */
  readonly withOrder: boolean;
  /** its result was taken back */
  readonly isRevoked: boolean;
}

/** The tasks that have opened after one of them, at most so many. */
export async function listOpenedTasks(
  db: Queryable,
  after: TaskPosition,
  limit: number,
): Promise<OpenedTask[]> {
  const { rows } = await db.query<OpenedTask & { readonly code: StepCode }>(sql`
    with those as (
      select t.order_no, t.step, t.task, t.opened_at from tasks t
       where t.opened_at is not null
         and (t.opened_at, t.order_no, t.task) > (${new Date(after.openedAt)}, ${after.orderNo}, ${after.task})
       order by t.opened_at, t.order_no, t.task limit ${limit})
    select h.order_no as "orderNo", h.task, o.project_code as "projectCode", o.calendar_version as "calendarVersion",
           ${stepColumn} as step,
           exists (select from events e where e.order_no = h.order_no and e.step = h.step and e.kind = 'end' and ${isCounted})
             as "withOrder",
           ${isRevoked(sql`h.order_no`, sql`h.task`)} as "isRevoked"
      from those h join orders o using (order_no) join steps s on s.order_no = h.order_no and s.step = h.step
     order by h.opened_at, h.order_no, h.task`);
  return rows;
}
