import type { Queryable } from '@doudi/infra/database';
import { older, type PageQuery } from '@doudi/infra/http';
import type { Instant, StepCode, TaskCode } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import type { OfTask } from './task-in-plan.ts';

/** What was broken: papers promised and not brought, or a commitment whose result was revoked. */
export const kindsOfBreach = ['promise', 'commitment'] as const;

/** A promise that was not kept; it bars its enterprise until it is repaired. */
export interface BrokenPromise {
  readonly orderNo: string;
  readonly projectCode: string;
  readonly task: TaskCode;
  readonly step: StepCode;
  readonly uscc: string;
  readonly kind: (typeof kindsOfBreach)[number];
  readonly brokenAt: Date;
  readonly repairedAt: Date | null;
  readonly repairedBy: string | null;
  readonly repairReason: string | null;
}

async function select(db: Queryable, rest: Sql): Promise<BrokenPromise[]> {
  const { rows } = await db.query<BrokenPromise>(sql`
    select b.order_no as "orderNo", o.project_code as "projectCode", b.task, b.step, b.uscc, b.kind, b.broken_at as "brokenAt",
           b.repaired_at as "repairedAt", b.repaired_by as "repairedBy", x.body as "repairReason"
      from broken_promises b join orders o using (order_no) left join texts x on x.text_id = b.repair_text_id
      ${rest}`);
  return rows;
}

type NewBreach = Pick<BrokenPromise, 'orderNo' | 'task' | 'step' | 'kind'> & { readonly brokenAt: Instant };

/** A repetition finds it there. */
export const insertBrokenPromise = (db: Queryable, { orderNo, task, step, kind, brokenAt }: NewBreach) =>
  db.query(sql`
    insert into broken_promises (order_no, task, step, uscc, kind, broken_at)
    select order_no, ${task}, ${step}, uscc, ${kind}, ${new Date(brokenAt)} from orders where order_no = ${orderNo}
    on conflict do nothing`);

/** Counts a commitment as broken when the result that rested on it is revoked; nothing where there was none. */
export const insertBrokenCommitment = (
  db: Queryable,
  { orderNo, task, brokenAt }: OfTask & { readonly brokenAt: Instant },
) =>
  db.query(sql`
    insert into broken_promises (order_no, task, step, uscc, kind, broken_at)
    select t.order_no, t.task, t.step, o.uscc, 'commitment', ${new Date(brokenAt)}
      from tasks t join orders o using (order_no)
     where t.order_no = ${orderNo} and t.task = ${task} and t.counter ? 'commitments'
    on conflict do nothing`);

/** Since when each of these enterprises may neither promise nor commit; those that may are not there. */
export async function listBarred(
  db: Queryable,
  usccs: readonly string[],
): Promise<ReadonlyMap<string, Instant>> {
  if (usccs.length === 0) return new Map();
  const { rows } = await db.query<{ uscc: string; since: Date }>(sql`
    select uscc, min(broken_at) as since from broken_promises
     where uscc = any (${[...new Set(usccs)]}) and repaired_at is null group by uscc`);
  return new Map(rows.map(({ uscc, since }) => [uscc, since.getTime()]));
}

/** Since when an enterprise may neither promise nor commit; null when it may. */
export const findBarredSince = async (db: Queryable, uscc: string): Promise<Instant | null> =>
  (await listBarred(db, [uscc])).get(uscc) ?? null;

export const findBrokenPromise = async (
  db: Queryable,
  { orderNo, task }: OfTask,
): Promise<BrokenPromise | undefined> =>
  (await select(db, sql`where b.order_no = ${orderNo} and b.task = ${task}`))[0];

/** Answers whether it was repaired now: false when it had been before. */
export async function markRepaired(
  db: Queryable,
  { orderNo, task }: OfTask,
  { at, by, textId }: { readonly at: Instant; readonly by: string; readonly textId: string | null },
): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    update broken_promises set repaired_at = ${new Date(at)}, repaired_by = ${by}, repair_text_id = ${textId}
     where order_no = ${orderNo} and task = ${task} and repaired_at is null`);
  return rowCount === 1;
}

const key = sql`b.order_no || '/' || b.task`;
export const keyOfBreach = ({ orderNo, task }: BrokenPromise): string => `${orderNo}/${task}`;

/** Newest first; one more than the limit, when there are more. */
export const listBrokenPromises = (db: Queryable, query: PageQuery): Promise<BrokenPromise[]> =>
  select(
    db,
    sql`where ${older(query, sql`b.broken_at`, key)} order by b.broken_at desc, ${key} desc limit ${query.limit + 1}`,
  );
