import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import type { Queryable } from '@doudi/infra/database';
import { tracks, type Instant, type Plan, type Refusal, type TrackReceipt } from '@doudi/workflows';
import { instant } from './columns.ts';
import { planColumn } from './plan-column.ts';

const TrackChange = z.object({
  orderNo: z.string(),
  seq: z.int(),
  requestKey: z.string(),
  track: z.enum(tracks),
  budgetDays: z.int(),
  plan: planColumn,
  by: z.string(),
  requestedAt: instant,
  decidedAt: instant.nullable(),
  refusal: z.custom<Refusal>().nullable(),
  formerTrack: z.enum(tracks).nullable(),
  formerBudgetDays: z.int().nullable(),
});
/** A request to change an order's track, and what its workflow decided, if it has. */
export type TrackChange = z.output<typeof TrackChange>;
export type NewTrackChange = Pick<TrackChange, 'orderNo' | 'requestKey' | 'plan' | 'by' | 'requestedAt'>;

const columns = sql`c.order_no as "orderNo", c.seq, c.request_key as "requestKey", c.track, c.budget_days as "budgetDays", c.plan,
  c.requested_by as by, c.requested_at as "requestedAt", c.decided_at as "decidedAt", c.refusal,
  c.former_track as "formerTrack", c.former_budget_days as "formerBudgetDays"`;

async function select(db: Queryable, statement: Sql): Promise<TrackChange[]> {
  const { rows } = await db.query(statement);
  return z.array(TrackChange).parse(rows);
}

export const findChangeOfRequest = async (
  db: Queryable,
  requestKey: string,
): Promise<TrackChange | undefined> =>
  (await select(db, sql`select ${columns} from track_changes c where c.request_key = ${requestKey}`))[0];

/** The requests of an order, in order. */
export const listChanges = (db: Queryable, orderNo: string): Promise<TrackChange[]> =>
  select(db, sql`select ${columns} from track_changes c where c.order_no = ${orderNo} order by c.seq`);

/** Requests that their workflows have not decided, oldest first; those of orders not yet started wait. */
export const listUndecided = (db: Queryable, limit: number): Promise<TrackChange[]> =>
  select(
    db,
    sql`select ${columns}
          from track_changes c
          join orders o on o.order_no = c.order_no
         where c.decided_at is null and o.started_at is not null
         order by c.requested_at, c.seq
         limit ${limit}`,
  );

/** Puts a request on record and numbers it; the transaction holds the order's row. */
export async function insertChange(
  db: Queryable,
  { orderNo, requestKey, plan, by, requestedAt }: NewTrackChange,
): Promise<TrackChange> {
  const [inserted] = await select(
    db,
    sql`
    insert into track_changes as c (order_no, seq, request_key, track, budget_days, plan, requested_by, requested_at)
    select ${orderNo}, 1 + (select count(*) from track_changes n where n.order_no = ${orderNo}), ${requestKey},
           ${plan.track}, ${plan.budget}, ${JSON.stringify(plan)}, ${by}, ${new Date(requestedAt)}
    returning ${columns}`,
  );
  return inserted!;
}

type Known = Pick<TrackChange, 'orderNo' | 'seq'>;

/** Writes that the workflow has refused; the first answer stays. */
export async function markRefused(
  db: Queryable,
  { orderNo, seq }: Known,
  { refusal, at }: { refusal: Refusal; at: Instant },
): Promise<void> {
  await db.query(sql`
    update track_changes set decided_at = ${new Date(at)}, refusal = ${JSON.stringify(refusal)}
     where order_no = ${orderNo} and seq = ${seq} and decided_at is null`);
}

/**
 * Writes that the workflow has made the change, and what it was before; the first answer stays. The order's row gets the plan of the
 * latest change that is known to be made, in whatever order the answers arrive. The transaction holds that row.
 */
export async function markChanged(
  db: Queryable,
  { orderNo, seq }: Known,
  { seq: eventSeq, at, former, plan }: TrackReceipt,
): Promise<void> {
  const { rowCount } = await db.query(sql`
    update track_changes
       set decided_at = ${new Date(at)}, event_seq = ${eventSeq}, former_track = ${former.track},
           former_budget_days = ${former.budget}, former_plan = ${JSON.stringify(former)}
     where order_no = ${orderNo} and seq = ${seq} and decided_at is null`);
  if (rowCount === 0) return;
  const later = sql`select from track_changes c
    where c.order_no = ${orderNo} and (c.decided_at, c.event_seq) > (${new Date(at)}, ${eventSeq}::integer) and c.refusal is null`;
  await putPlan(db, orderNo, plan, sql`not exists (${later})`);
}

/** Has the order go by another plan, where the condition holds. */
export const putPlan = (db: Queryable, orderNo: string, plan: Plan, where: Sql = sql`true`) =>
  db.query(sql`
    update orders set track = ${plan.track}, budget_days = ${plan.budget}, plan = ${JSON.stringify(plan)}
     where order_no = ${orderNo} and ${where}`);
