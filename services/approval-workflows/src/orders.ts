import type { Queryable } from '@doudi/infra/database';
import { contradiction } from '@doudi/infra/temporal';
import type {
  Carried,
  Day,
  Instant,
  Light,
  OrderWrite,
  Outcome,
  Plan,
  ReceivedOrder,
  Step,
  Track,
} from '@doudi/workflows';
import { carriedWithinDays, isSameOrder } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import type { AccessScope } from '@doudi/infra/http';
import { type CalendarMoveRow, type KeptMove, movesColumn, readMove } from './calendar-moves.ts';
import { stepsColumn } from './steps.ts';
import { changesColumn, type KeptChange } from './track-changes.ts';
import { ownersOfOrder, within } from './within-scope.ts';

/** A reading of the order clock, as it is delivered to its workflow. */
export interface Reading {
  readonly light: Light;
  readonly dueDay: Day | null;
  readonly nextMarkAt: Instant | null;
}

const instant = z.date().transform((date): Instant => date.getTime());
export const OrderRow = z.object({
  orderNo: z.string(),
  projectCode: z.string(),
  uscc: z.string(),
  agentId: z.string(),
  track: z.custom<Track>(),
  budget: z.int(),
  plan: z.custom<Plan>(),
  calendarVersion: z.string(),
  receivedAt: instant,
  closedAt: instant.nullable(),
  outcome: z.custom<Outcome>().nullable(),
  revision: z.coerce.number(),
  deliveredReading: z.custom<Reading>().nullable(),
  generation: z.int(),
  runId: z.string().nullable(),
  carried: z.custom<Carried>().nullable(),
});
export type OrderRow = z.output<typeof OrderRow>;

export const orderColumns = sql`
  o.order_no as "orderNo", o.project_code as "projectCode", o.uscc, o.agent_id as "agentId", o.track,
  o.budget_days as budget, o.plan, o.calendar_version as "calendarVersion", o.received_at as "receivedAt",
  o.closed_at as "closedAt", o.outcome, o.revision, o.delivered_reading as "deliveredReading",
  o.generation, o.run_id as "runId", o.carried`;

async function one(db: Queryable, statement: Sql): Promise<OrderRow | undefined> {
  const { rows } = await db.query<Record<string, unknown>>(statement);
  return rows[0] && OrderRow.parse(rows[0]);
}

/** Does nothing when the order is on record already. */
export const insertOrder = (
  db: Queryable,
  order: ReceivedOrder,
  { runId, calendarVersion, carried }: Pick<OrderRow, 'runId' | 'calendarVersion' | 'carried'>,
) =>
  db.query(sql`
    insert into orders (
      order_no, run_id, project_code, uscc, agent_id, track, budget_days, plan, calendar_version, rules_version, received_at, carried)
    values (${order.orderNo}, ${runId}, ${order.projectCode}, ${order.uscc}, ${order.agentId}, ${order.plan.track}, ${order.plan.budget},
      ${JSON.stringify(order.plan)}, ${calendarVersion}, ${order.rulesVersion}, ${new Date(order.receivedAt)},
      ${carried && JSON.stringify(carried)})
    on conflict do nothing`);

const dayMs = 86_400_000;

/**
 * The orders of the same project and enterprise that were received before and have ended lately, newest first. One whose steps say that
 * it has ended is among them while its own row does not yet.
 */
export async function listEndedBefore(db: Queryable, order: ReceivedOrder): Promise<OrderRow[]> {
  // as many days as matter, and one for the time of day
  const since = new Date(order.receivedAt - (carriedWithinDays + 1) * dayMs);
  const { rows } = await db.query<Record<string, unknown>>(sql`
    select ${orderColumns} from orders o
     where o.project_code = ${order.projectCode} and o.uscc = ${order.uscc} and o.order_no <> ${order.orderNo}
       and o.received_at <= ${new Date(order.receivedAt)}
       and (o.closed_at >= ${since} or o.closed_at is null and exists (
             select from steps s where s.order_no = o.order_no and s.outcome <> 'approved'))
     order by o.received_at desc, o.order_no desc`);
  return rows.map((row) => OrderRow.parse(row));
}

/** The plan alone, for those who decide its tasks. */
export async function findPlan(db: Queryable, orderNo: string): Promise<Plan | undefined> {
  const { rows } = await db.query<{ plan: Plan }>(sql`select plan from orders where order_no = ${orderNo}`);
  return rows[0]?.plan;
}

/** Locks the order, so that writes of its steps come one after the other. */
export async function getOrderForUpdate(db: Queryable, orderNo: string): Promise<OrderRow> {
  const order = await findOrderForUpdate(db, orderNo);
  if (!order) throw new Error(`order ${orderNo} is not on record`);
  return order;
}

/** The same of an order that may not be on record. */
export const findOrderForUpdate = (db: Queryable, orderNo: string): Promise<OrderRow | undefined> =>
  one(db, sql`select ${orderColumns} from orders o where o.order_no = ${orderNo} for update`);

/** An order in the caller's scope. */
export const findOrder = (
  db: Queryable,
  orderNo: string,
  scope: AccessScope,
): Promise<OrderRow | undefined> =>
  one(
    db,
    sql`select ${orderColumns} from orders o where o.order_no = ${orderNo} and ${within(scope, ownersOfOrder)}`,
  );

/** An order for those who repair, whoever it belongs to. */
export const findOrderRow = (db: Queryable, orderNo: string): Promise<OrderRow | undefined> =>
  one(db, sql`select ${orderColumns} from orders o where o.order_no = ${orderNo}`);

interface WholeOrder {
  readonly row: OrderRow;
  readonly steps: Step[];
  readonly moves: CalendarMoveRow[];
  readonly changes: KeptChange[];
}

/** An order in the caller's scope, with its steps, what calendars have done to it and changes of its track: all of one moment. */
export async function findWholeOrder(
  db: Queryable,
  orderNo: string,
  scope: AccessScope,
): Promise<WholeOrder | undefined> {
  const { rows } = await db.query<
    Record<string, unknown> & { steps: Step[]; moves: KeptMove[]; changes: KeptChange[] }
  >(sql`
    select ${orderColumns}, ${stepsColumn} as steps, ${movesColumn} as moves, ${changesColumn} as changes from orders o
     where o.order_no = ${orderNo} and ${within(scope, ownersOfOrder)}`);
  const found = rows[0];
  if (!found) return undefined;
  const { steps, moves, changes } = found;
  return { row: OrderRow.parse(found), steps, moves: moves.map(readMove), changes };
}

/** An order with its steps and the name of its project, where that is known. */
export interface ListedOrder {
  readonly row: OrderRow;
  readonly steps: Step[];
  readonly projectName: string | null;
}

/** The newest orders that fit a condition on `o`. */
export async function listOrders(db: Queryable, fits: Sql, limit: number): Promise<ListedOrder[]> {
  const { rows } = await db.query<Record<string, unknown> & Omit<ListedOrder, 'row'>>(sql`
    with those as (
      select o.order_no from orders o where ${fits} order by o.received_at desc, o.order_no desc limit ${limit})
    select ${orderColumns}, ${stepsColumn} as steps, p.name as "projectName"
      from those join orders o using (order_no) left join intake.project_sheets p on p.code = o.project_code
     order by o.received_at desc, o.order_no desc`);
  return rows.map(({ steps, projectName, ...row }) => ({ row: OrderRow.parse(row), steps, projectName }));
}

/** The row bears the number, but is it this order? Only an older copy of one of the stores can make it another. */
export function refuseAnother(row: OrderRow, order: ReceivedOrder): void {
  if (!isSameOrder(row, order))
    throw contradiction(`the order ${order.orderNo} is on record for another receipt`);
}

/**
 * The generation of a run: that of the row, or the next when the row was written by another run. A change of track that run had made is
 * lost with it; the receipt, from which this run begins, knows it or has it made again.
 */
export async function startNextGeneration(
  db: Queryable,
  { orderNo, generation, runId: known }: OrderRow,
  { runId, plan }: { runId: string | null; plan: Plan },
): Promise<number> {
  if (runId === null || known === null || known === runId) return generation;
  const { rows } = await db.query<{ generation: number }>(sql`
    update orders
       set run_id = ${runId}, closed_at = null, outcome = null, ${planPut(plan)},
           generation = 1 + (select max(e.generation) from events e where e.order_no = ${orderNo})
     where order_no = ${orderNo}
    returning generation`);
  return rows[0]?.generation ?? generation;
}

/** An order's plan, with what is said of it beside it. */
const planPut = (plan: Plan) =>
  sql`track = ${plan.track}, budget_days = ${plan.budget}, plan = ${JSON.stringify(plan)}`;

/**
 * Puts an order on the plan of another track; what an older generation says changes nothing. The caller has locked it and kept the
 * former plan.
 */
export const putPlan = (
  db: Queryable,
  { orderNo, generation }: OrderWrite,
  { plan, carried }: { plan: Plan; carried: Carried | null },
) =>
  db.query(sql`
    update orders set ${planPut(plan)}, carried = ${carried && JSON.stringify(carried)}
     where order_no = ${orderNo} and generation <= ${generation}`);

/** Writes how an order stands; what an older generation says changes nothing. */
export const putOrderForward = (
  db: Queryable,
  { orderNo, generation, closedAt, outcome, agentId, revision = 0 }: OrderWrite,
) =>
  db.query(sql`
    update orders
       set generation = ${generation}, closed_at = ${closedAt === null ? null : new Date(closedAt)},
           outcome = ${outcome}, revision = greatest(revision, ${revision}),
           agent_id = coalesce(${agentId ?? null}, agent_id)
     where order_no = ${orderNo} and generation <= ${generation}`);

/** Numbers a reading that is delivered next; the caller has locked the order. */
export const markDelivered = (db: Queryable, orderNo: string, revision: number, reading: Reading) =>
  db.query(
    sql`update orders set revision = ${revision}, delivered_reading = ${JSON.stringify(reading)} where order_no = ${orderNo}`,
  );

/** Puts the order on another calendar; the caller has locked it. */
export const markCalendar = (db: Queryable, orderNo: string, version: string) =>
  db.query(sql`update orders set calendar_version = ${version} where order_no = ${orderNo}`);

const onAnother = (version: string) => sql`closed_at is null and calendar_version <> ${version}`;

/** Numbers of open orders that are not on the version yet. */
export async function listToMove(db: Queryable, version: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ orderNo: string }>(
    sql`select order_no as "orderNo" from orders where ${onAnother(version)} order by random() limit ${limit}`,
  );
  return rows.map(({ orderNo }) => orderNo);
}

export async function countToMove(db: Queryable, version: string): Promise<number> {
  const { rows } = await db.query<{ count: string }>(
    sql`select count(*) from orders where ${onAnother(version)}`,
  );
  return Number(rows[0]?.count);
}

/** Open orders by number, after one of them. */
export async function listOpenOrders(
  db: Queryable,
  { limit, after = '' }: { limit: number; after?: string | undefined },
): Promise<OrderRow[]> {
  const { rows } = await db.query<Record<string, unknown>>(sql`
    select ${orderColumns} from orders o where o.closed_at is null and o.order_no > ${after} order by o.order_no limit ${limit}`);
  return rows.map((row) => OrderRow.parse(row));
}
