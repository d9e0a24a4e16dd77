import type { Queryable } from '@doudi/infra/database';
import type { Instant, StepCode, Supply, TaskCode } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';

/** What an applicant supplied, with the step it goes to. */
export interface SupplyRow {
  readonly orderNo: string;
  readonly step: StepCode;
  readonly task: TaskCode;
  readonly askedAt: Date;
  readonly at: Date;
  readonly by: string;
  readonly textId: string;
  readonly sentAt: Date | null;
}

const columns = sql`
  s.order_no as "orderNo", t.step, s.task, s.asked_at as "askedAt", s.at, s.by, s.text_id as "textId", s.sent_at as "sentAt"`;

async function select(db: Queryable, rest: Sql): Promise<SupplyRow[]> {
  const { rows } = await db.query<SupplyRow>(sql`
    select ${columns} from supplies s join tasks t on t.order_no = s.order_no and t.task = s.task ${rest}`);
  return rows;
}

/** The first answer to a notice stays. */
export async function insertSupply(
  db: Queryable,
  { orderNo, task, askedAt, at, by, textId }: Omit<SupplyRow, 'step' | 'sentAt'>,
): Promise<SupplyRow> {
  await db.query(sql`
    insert into supplies (order_no, task, asked_at, at, by, text_id)
    values (${orderNo}, ${task}, ${askedAt}, ${at}, ${by}, ${textId}) on conflict do nothing`);
  const [row] = await select(
    db,
    sql`where s.order_no = ${orderNo} and s.task = ${task} and s.asked_at = ${askedAt}`,
  );
  if (!row) throw new Error(`the supply to ${task} of ${orderNo} is not on record`);
  return row;
}

/** What a request put on record before. */
export const findOfText = async (db: Queryable, textId: string): Promise<SupplyRow | undefined> =>
  (await select(db, sql`where s.text_id = ${textId}`))[0];

/** What was supplied to a task after one instant and before another. */
export async function findSupply(
  db: Queryable,
  { orderNo, task }: { orderNo: string; task: TaskCode },
  { after, before }: { after: Instant; before: Instant },
): Promise<Supply | null> {
  const [row] = await select(
    db,
    sql`where s.order_no = ${orderNo} and s.task = ${task}
          and s.at >= ${new Date(after)} and s.at < ${new Date(before)} order by s.at limit 1`,
  );
  return row ? supplyOf(row) : null;
}

/** What its step is told of it. */
export const supplyOf = ({ task, by, textId, at }: SupplyRow): Supply => ({
  task,
  by: { subject: by },
  note: textId,
  at: at.getTime(),
});

/** What steps have not been told, oldest first. */
export const listUnsent = (db: Queryable, limit: number): Promise<SupplyRow[]> =>
  select(db, sql`where s.sent_at is null order by s.at limit ${limit}`);

export const markSent = (db: Queryable, { orderNo, task, askedAt }: SupplyRow, at: Instant) =>
  db.query(sql`
    update supplies set sent_at = ${new Date(at)}
     where order_no = ${orderNo} and task = ${task} and asked_at = ${askedAt} and sent_at is null`);
