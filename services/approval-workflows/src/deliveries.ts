import type { Queryable } from '@doudi/infra/database';
import {
  departmentOf,
  type Delivery,
  type DeliveryCase,
  type DeliveryState,
  type DeliveryWay,
  type Department,
  type Instant,
  type RecordedEvent,
  type StepCode,
  type StepWrite,
  type Task,
  type TaskCode,
} from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { isRevoked } from './amendments.ts';
import type { OfTask } from './task-in-plan.ts';

/** The delivery of a result, with what the applicant wishes and what became of the result. */
export interface DeliveryRow {
  readonly no: number;
  readonly orderNo: string;
  readonly projectCode: string;
  readonly uscc: string;
  readonly agentId: string;
  readonly step: StepCode;
  readonly task: TaskCode;
  readonly department: Department;
  readonly decidedAt: Date;
  readonly state: DeliveryState;
  /** how it was handed over, or is on its way */
  readonly way: DeliveryWay | null;
  readonly wishedWay: DeliveryWay;
  readonly isRevoked: boolean;
  readonly courier: string | null;
  readonly trackingNo: string | null;
  readonly doneAt: Date | null;
  readonly acts: number;
  /** of the newest act: the proof, or why it was cancelled */
  readonly note: string | null;
  readonly changedAt: Date | null;
}

async function select(db: Queryable, rest: Sql): Promise<DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>(sql`
    select d.no, d.order_no as "orderNo", o.project_code as "projectCode", o.uscc, o.agent_id as "agentId",
           d.step, d.task, d.department, d.decided_at as "decidedAt", d.state, d.way,
           coalesce(w.way, 'counter') as "wishedWay", ${isRevoked(sql`d.order_no`, sql`d.task`)} as "isRevoked",
           d.courier, d.tracking_no as "trackingNo", d.done_at as "doneAt", d.acts, x.body as note,
           d.changed_at as "changedAt"
      from deliveries d
      join orders o using (order_no)
      left join delivery_wishes w using (order_no)
      left join texts x using (text_id)
      ${rest}`);
  return rows;
}

/** What a check must say for its task to have issued something. */
export const issuingVerdicts = ['approve', 'refuse', 'not-accept'] as const;

/** An approval issues its result as the task is done: with the check, or with the last of the papers that it was withheld for. */
function isIssuing({ kind, at, detail }: RecordedEvent, task: Task): boolean {
  const { verdict } = detail;
  if (kind === 'papers-arrived' || (kind === 'check' && verdict === 'approve'))
    return task.state === 'done' && task.closedAt === at;
  return kind === 'check' && issuingVerdicts.some((one) => one === verdict);
}

/** With each event of a write that issues a result, its delivery; of a repetition none. */
export async function insertDeliveries(db: Queryable, write: StepWrite): Promise<void> {
  const { orderNo, step, events } = write;
  const born = events.flatMap((event) => {
    const task = step.tasks.find(({ code }) => code === event.detail['task']);
    const department = task && departmentOf(task);
    if (!department || !isIssuing(event, task)) return [];
    return [{ task: task.code, department, decided_at: new Date(event.at) }];
  });
  if (born.length === 0) return;
  await db.query(sql`
    insert into deliveries (order_no, step, task, department, decided_at)
    select ${orderNo}, ${step.code}, b.* from jsonb_to_recordset(${JSON.stringify(born)}::jsonb) as b (
      task text, department text, decided_at timestamptz)
    on conflict do nothing`);
}

/** None of a task that has issued nothing, or did so before deliveries were kept. */
export const findDelivery = async (
  db: Queryable,
  { orderNo, task }: OfTask,
): Promise<DeliveryRow | undefined> =>
  (await select(db, sql`where d.order_no = ${orderNo} and d.task = ${task}`))[0];

export const listDeliveriesOfOrder = (db: Queryable, orderNo: string): Promise<DeliveryRow[]> =>
  select(db, sql`where d.order_no = ${orderNo}`);

const isWaiting = sql`d.state <> 'done' and not ${isRevoked(sql`d.order_no`, sql`d.task`)}`;

/** What a department has to hand over, longest waiting first. */
export const listWaitingDeliveries = (db: Queryable, department: string): Promise<DeliveryRow[]> =>
  select(db, sql`where d.department = ${department} and ${isWaiting} order by d.decided_at, d.no limit 200`);

/** What was decided before an instant and is not handed over, and of whose lateness nobody has been told. */
export const listUntoldOfLateness = (db: Queryable, before: Instant): Promise<DeliveryRow[]> =>
  select(
    db,
    sql`where ${isWaiting} and d.decided_at < ${new Date(before)}
          and not exists (select from notices n where n.kind = 'deliver-late' and n.cause = ${lateCause} || d.no)
        order by d.decided_at limit 1000`,
  );
/** With the number of a delivery, the cause of the notice that it is late. */
export const lateCause = 'delivery-late/';

interface Moved extends Pick<DeliveryRow, 'state' | 'acts' | 'way' | 'courier' | 'trackingNo'> {
  readonly doneAt: Instant | null;
  readonly textId: string | null;
  readonly by: string;
  readonly at: Instant;
}

/** Where a delivery stands after an act; the caller has locked its order. */
export const markMoved = (db: Queryable, no: number, moved: Moved) => {
  const { state, acts, way, courier, trackingNo, doneAt, textId, by, at } = moved;
  return db.query(sql`
    update deliveries
       set state = ${state}, acts = ${acts}, way = ${way}, courier = ${courier}, tracking_no = ${trackingNo},
           done_at = ${doneAt === null ? null : new Date(doneAt)}, text_id = ${textId}, changed_by = ${by},
           changed_at = ${new Date(at)}
     where no = ${no}`);
};

/** A row as the rule takes it. */
export const deliveryOf = ({ state, decidedAt, doneAt, acts }: DeliveryRow): Delivery => ({
  ...{ state, acts },
  ...{ decidedAt: decidedAt.getTime(), doneAt: doneAt?.getTime() ?? null },
});
export const caseOf = ({ wishedWay, isRevoked: revoked }: DeliveryRow): DeliveryCase => ({
  way: wishedWay,
  isRevoked: revoked,
});
