import type { Queryable } from '@doudi/infra/database';
import { later, type PageQuery } from '@doudi/infra/http';
import type {
  Department,
  RequestedAct,
  ReviewOpinion,
  StepCode,
  TaskCode,
  TaskState,
} from '@doudi/workflows';
import sql from 'sql-template-tag';

/** An open task of a department. */
export interface DepartmentTask {
  readonly orderNo: string;
  readonly projectCode: string;
  /** null while intake has told nothing of the project */
  readonly projectName: string | null;
  readonly calendarVersion: string;
  readonly step: StepCode;
  readonly task: TaskCode;
  readonly state: TaskState;
  readonly budget: number;
  readonly openedAt: Date;
  readonly dueAt: Date | null;
  readonly opinion: ReviewOpinion | null;
}

/** The open tasks of a department, those due first (so late ones) first. One more than the limit, when there are more. */
export async function listDepartmentTasks(
  db: Queryable,
  department: Department,
  query: PageQuery,
): Promise<DepartmentTask[]> {
  const { rows } = await db.query<DepartmentTask>(sql`
    select t.order_no as "orderNo", o.project_code as "projectCode", p.name as "projectName", t.step, t.task, t.state,
           t.budget_days as budget, t.opened_at as "openedAt", t.due_at as "dueAt", t.opinion, o.calendar_version as "calendarVersion"
      from tasks t join orders o using (order_no) left join intake.project_sheets p on p.code = o.project_code
     where t.department = ${department} and t.state in ('reviewing', 'checking')
       and ${later(query, sql`t.due_at`, sql`t.order_no || '/' || t.task`)}
     order by t.due_at, t.order_no || '/' || t.task
     limit ${query.limit + 1}`);
  return rows;
}

/** What a pending request of a task asks for; undefined when there is no such request. */
export async function findRequest(
  db: Queryable,
  { orderNo, task }: { orderNo: string; task: TaskCode },
  no: number,
): Promise<RequestedAct['kind'] | undefined> {
  const { rows } = await db.query<{ kind: RequestedAct['kind'] }>(sql`
    select r ->> 'kind' as kind from tasks t, jsonb_array_elements(t.counter -> 'requests') r
     where t.order_no = ${orderNo} and t.task = ${task} and (r ->> 'no')::integer = ${no}`);
  return rows[0]?.kind;
}
