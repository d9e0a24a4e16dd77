import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import type { Queryable } from '@doudi/infra/database';
import { outcomes, tracks, type Instant, type Outcome } from '@doudi/workflows';
import { instant } from './columns.ts';
import { older, type PageQuery, type AccessScope } from '@doudi/infra/http';
import { planColumn } from './plan-column.ts';
import { within } from './within-scope.ts';

/** Received: the receipt is written. Running: its workflow has taken it over. Closed: it has its outcome. */
export const receiptStates = ['received', 'running', 'closed'] as const;

const Receipt = z.object({
  orderNo: z.string(),
  projectCode: z.string(),
  uscc: z.string(),
  agentId: z.string(),
  track: z.enum(tracks),
  budgetDays: z.int(),
  plan: planColumn,
  state: z.enum(receiptStates),
  receivedAt: instant,
  startedAt: instant.nullable(),
  closedAt: instant.nullable(),
  outcome: z.enum(outcomes).nullable(),
});
export type Receipt = z.output<typeof Receipt>;
export type NewReceipt = Omit<Receipt, 'state' | 'startedAt' | 'closedAt' | 'outcome'> & {
  readonly requestKey: string;
};

const columns = sql`
  o.order_no as "orderNo", o.project_code as "projectCode", o.uscc, o.agent_id as "agentId", o.track,
  o.budget_days as "budgetDays", o.plan, o.state, o.received_at as "receivedAt", o.started_at as "startedAt",
  o.closed_at as "closedAt", o.outcome`;
const owners = { uscc: sql`o.uscc`, projectCode: sql`o.project_code` };

async function select(db: Queryable, rest: Sql): Promise<Receipt[]> {
  const { rows } = await db.query(sql`select ${columns} from orders o ${rest}`);
  return rows.map((row) => Receipt.parse(row));
}

/** Answers undefined when the request has its order already, or the project has one that is not closed, or now another enterprise. */
export async function insertOrder(db: Queryable, receipt: NewReceipt): Promise<Receipt | undefined> {
  const { orderNo, requestKey, projectCode, uscc, agentId, track, budgetDays, plan, receivedAt } = receipt;
  const { rows } = await db.query(sql`
    insert into orders as o (order_no, request_key, project_code, uscc, agent_id, track, budget_days, plan, received_at)
    select ${orderNo}, ${requestKey}, p.code, p.uscc, ${agentId}, ${track}, ${budgetDays}::integer,
           ${JSON.stringify(plan)}::jsonb, ${new Date(receivedAt)}::timestamptz
      from projects p where p.code = ${projectCode} and p.uscc = ${uscc} for share
    on conflict do nothing
    returning ${columns}`);
  return rows.map((row) => Receipt.parse(row))[0];
}

/** A receipt, held against other changes until the transaction ends. */
export async function lockOrder(db: Queryable, orderNo: string): Promise<Receipt> {
  const [found] = await select(db, sql`where o.order_no = ${orderNo} for update of o`);
  if (!found) throw new Error(`there is no receipt of ${orderNo}`);
  return found;
}

/** A receipt for those who repair, whoever it belongs to. */
export const findReceipt = async (db: Queryable, orderNo: string): Promise<Receipt | undefined> =>
  (await select(db, sql`where o.order_no = ${orderNo}`))[0];

export const findOrder = async (
  db: Queryable,
  orderNo: string,
  scope: AccessScope,
): Promise<Receipt | undefined> =>
  (await select(db, sql`where o.order_no = ${orderNo} and ${within(scope, owners)}`))[0];

export const findOrderOfRequest = async (db: Queryable, requestKey: string): Promise<Receipt | undefined> =>
  (await select(db, sql`where o.request_key = ${requestKey}`))[0];

export const findOpenOrder = async (db: Queryable, projectCode: string): Promise<Receipt | undefined> =>
  (await select(db, sql`where o.project_code = ${projectCode} and o.closed_at is null`))[0];

/** The closed orders of a project, newest first. */
export const listClosed = (db: Queryable, projectCode: string): Promise<Receipt[]> =>
  select(
    db,
    sql`where o.project_code = ${projectCode} and o.closed_at is not null
        order by o.received_at desc, o.order_no desc`,
  );

/** Receipts whose workflow is not known to run, oldest first. */
export const listUnstarted = (db: Queryable, limit: number): Promise<Receipt[]> =>
  select(db, sql`where o.started_at is null order by o.received_at, o.order_no limit ${limit}`);

/** Newest first; one more than the page's limit. */
export const listOrders = (
  db: Queryable,
  scope: AccessScope,
  query: PageQuery & { state?: string | undefined; track?: string | undefined },
): Promise<Receipt[]> =>
  select(
    db,
    sql`where ${within(scope, owners)}
          and (${query.state ?? null}::text is null or o.state = ${query.state ?? null})
          and (${query.track ?? null}::text is null or o.track = ${query.track ?? null})
          and ${older(query, sql`o.received_at`, sql`o.order_no`)}
        order by o.received_at desc, o.order_no desc
        limit ${query.limit + 1}`,
  );

/** The first start stays on record, and never lies before the receipt. */
export async function markStarted(db: Queryable, orderNo: string, at: Instant): Promise<void> {
  await db.query(sql`
    update orders set started_at = greatest(received_at, ${new Date(at)})
     where order_no = ${orderNo} and started_at is null`);
}

/** Closes the receipt; an outcome once written stays. Answers false when there is no such order. */
export async function markClosed(
  db: Queryable,
  orderNo: string,
  { outcome, closedAt }: { outcome: Outcome; closedAt: Instant },
): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    update orders
       set outcome = coalesce(outcome, ${outcome}),
           closed_at = coalesce(closed_at, ${new Date(closedAt)}),
           started_at = coalesce(started_at, greatest(received_at, least(${new Date(closedAt)}, shared.office_now())))
     where order_no = ${orderNo}`);
  return rowCount === 1;
}

/** How many receipts wait for their workflow, and how many real seconds the oldest has waited. */
export async function measureUnstarted(db: Queryable): Promise<{ count: number; oldestSeconds: number }> {
  const { rows } = await db.query<{ count: number; oldestSeconds: number }>(sql`
    select count(*)::int as count,
           coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as "oldestSeconds"
      from orders
     where started_at is null`);
  return rows[0] ?? { count: 0, oldestSeconds: 0 };
}
