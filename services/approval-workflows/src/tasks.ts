import type { Queryable } from '@doudi/infra/database';
import { later, type PageQuery } from '@doudi/infra/http';
import { categoryOf, departmentOf } from '@doudi/workflows';
import type { Department, Instant, Step, StepCode, Task, TaskCode, TaskState } from '@doudi/workflows';
import sql, { join } from 'sql-template-tag';

const at = (instant: Instant | null) => (instant === null ? null : new Date(instant));

/** Writes the tasks of a step as they stand; the caller has put the step's row forward. `dueAt` belongs to the open one. */
export const putTasks = (db: Queryable, orderNo: string, step: Step, dueAt: ReadonlyMap<TaskCode, Instant>) =>
  db.query(sql`
    insert into tasks (order_no, step, task, position, kind, department, category, budget_days, state, opened_at, closed_at, reviewer, opinion, due_at)
    values ${join(step.tasks.map((task, position) => row(orderNo, step.code, task, position, dueAt.get(task.code) ?? null)))}
    on conflict (order_no, step, task) do update
      set state = excluded.state, opened_at = excluded.opened_at, closed_at = excluded.closed_at,
          reviewer = excluded.reviewer, opinion = excluded.opinion, due_at = excluded.due_at`);

const row = (orderNo: string, step: StepCode, task: Task, position: number, dueAt: Instant | null) => sql`(
  ${orderNo}, ${step}, ${task.code}, ${position}, ${task.kind}, ${departmentOf(task)},
  ${categoryOf(task)}, ${task.budget}, ${task.state}, ${at(task.openedAt)}, ${at(task.closedAt)},
  ${task.reviewer}, ${task.opinion}, ${at(dueAt)})`;

/** An open task of a department. */
export interface DepartmentTask {
  readonly orderNo: string;
  readonly projectCode: string;
  readonly step: StepCode;
  readonly task: TaskCode;
  readonly state: TaskState;
  readonly budget: number;
  readonly openedAt: Date;
  readonly dueAt: Date | null;
  /** the due day lies beyond the last published year of the order's calendar */
  readonly isProvisional: boolean;
  readonly opinion: 'approve' | 'refuse' | null;
}

/** The open tasks of a department, those due first (so late ones) first. One more than the limit, when there are more. */
export async function listDepartmentTasks(
  db: Queryable,
  department: Department,
  query: PageQuery,
): Promise<DepartmentTask[]> {
  const { rows } = await db.query<DepartmentTask>(sql`
    select t.order_no as "orderNo", o.project_code as "projectCode", t.step, t.task, t.state, t.budget_days as budget,
           t.opened_at as "openedAt", t.due_at as "dueAt", t.opinion,
           coalesce((t.due_at at time zone 'Asia/Shanghai')::date > c.published_through, false) as "isProvisional"
      from tasks t join orders o using (order_no) join calendars c on c.version = o.calendar_version
     where t.department = ${department} and t.state in ('reviewing', 'checking')
       and ${later(query, sql`t.due_at`, sql`t.order_no || '/' || t.task`)}
     order by t.due_at, t.order_no || '/' || t.task
     limit ${query.limit + 1}`);
  return rows;
}
