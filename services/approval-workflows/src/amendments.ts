import type { Queryable } from '@doudi/infra/database';
import type {
  Amendment,
  Department,
  Instant,
  ReceivedOrder,
  RevokedResult,
  StepCode,
  TaskCode,
} from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import type { Decision } from './claims.ts';
import type { OfTask } from './task-in-plan.ts';

/** A correction or revocation of an issued result, with what was written with it. */
export interface AmendmentRow extends Amendment {
  readonly orderNo: string;
  readonly projectCode: string;
  readonly step: StepCode;
  readonly task: TaskCode;
  readonly department: Department;
  readonly at: Date;
  readonly textId: string;
  readonly note: string;
  readonly corrected: string | null;
  readonly legalBasis: string | null;
  readonly remedy: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
}

async function select(db: Queryable, rest: Sql): Promise<AmendmentRow[]> {
  const { rows } = await db.query<AmendmentRow>(sql`
    select a.no, a.order_no as "orderNo", o.project_code as "projectCode", a.step, a.task, a.department, a.kind,
           a.by, a.at, a.text_id as "textId", x.body as note, x.corrected, x.legal_basis as "legalBasis", x.remedy,
           a.verdict, a.decided_by as "decidedBy", a.decided_at as "decidedAt", d.body as "decisionNote"
      from amendments a
      join orders o using (order_no)
      join texts x on x.text_id = a.text_id
      left join texts d on d.text_id = a.decision_text_id
      ${rest}`);
  return rows;
}

type NewAmendment = Pick<AmendmentRow, 'orderNo' | 'step' | 'task' | 'department' | 'kind' | 'by'> & {
  readonly at: Instant;
  readonly textId: string | null;
};

/** Answers the number it got; undefined when another one of the task waits. */
export async function insertAmendment(db: Queryable, amendment: NewAmendment): Promise<number | undefined> {
  const { orderNo, step, task, department, kind, by, at, textId } = amendment;
  const { rows } = await db.query<{ no: number }>(sql`
    insert into amendments (order_no, step, task, department, kind, by, at, text_id)
    values (${orderNo}, ${step}, ${task}, ${department}, ${kind}, ${by}, ${new Date(at)}, ${textId})
    on conflict do nothing returning no`);
  return rows[0]?.no;
}

/** What the head said to it; the caller has locked its order and judged that it waits. */
export const markAmendmentDecided = (db: Queryable, no: number, decision: Decision) =>
  db.query(sql`
    update amendments
       set verdict = ${decision.verdict}, decided_by = ${decision.by}, decided_at = ${new Date(decision.at)},
           decision_text_id = ${decision.textId}
     where no = ${no} and verdict is null`);

/** The amendments of a task's result, in order. */
export const listAmendmentsOfTask = (db: Queryable, { orderNo, task }: OfTask): Promise<AmendmentRow[]> =>
  select(db, sql`where a.order_no = ${orderNo} and a.task = ${task} order by a.no`);

/** The amendments of an order's results that were granted, in the order in which they were. */
export const listGrantedAmendments = (db: Queryable, orderNo: string): Promise<AmendmentRow[]> =>
  select(db, sql`where a.order_no = ${orderNo} and a.verdict = 'grant' order by a.decided_at, a.no`);

/** Those that wait for the head of a department, but for what he proposed himself. */
export const listWaitingAmendments = (
  db: Queryable,
  department: string,
  subject: string,
): Promise<AmendmentRow[]> =>
  select(
    db,
    sql`where a.verdict is null and a.department = ${department} and a.by <> ${subject} order by a.at, a.no limit 200`,
  );

/** The results that were taken back, of all orders of a project. */
export async function listRevokedOfProject(
  db: Queryable,
  { projectCode, uscc }: Pick<ReceivedOrder, 'projectCode' | 'uscc'>,
): Promise<RevokedResult[]> {
  const { rows } = await db.query<RevokedResult>(sql`
    select a.order_no as "orderNo", a.task from amendments a join orders o using (order_no)
     where o.project_code = ${projectCode} and o.uscc = ${uscc} and a.kind = 'revocation' and a.verdict = 'grant'`);
  return rows;
}

/** Whether the result of a task was taken back: a condition on columns of the statement around it. */
export const isRevoked = (orderNo: Sql, task: Sql): Sql => sql`exists (
  select from amendments a
   where a.order_no = ${orderNo} and a.task = ${task} and a.kind = 'revocation' and a.verdict = 'grant')`;
