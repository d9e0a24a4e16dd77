import { inTransaction, type Pool, type Queryable } from '@doudi/infra/database';
import { isSameOrder, shanghaiDay, type Day, type OrderClosing, type ReceivedOrder } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { findOpenOrder, findReceipt, markClosed } from './orders.ts';
import { nextNumber } from './serials.ts';

export { markClosed };
export { followsTrack, followTold, type ToldChange } from './reconcile-track.ts';

/** How intake's receipt stands to the order that Temporal has under its number. */
export type ReceiptStanding =
  /** as it should be */
  | 'equal'
  /** there is none; the second, also no project it could belong to; the third, the project has another open order */
  | 'missing'
  | 'missing-with-project'
  | 'project-has-another'
  /** it belongs to another request; the second, it counts as started all the same */
  | 'of-another'
  | 'attached-to-another'
  /** it says open and the order has closed, or the other way round */
  | 'not-closed'
  | 'closed-too-early'
  /** it is withdrawn here, and the order runs */
  | 'withdrawn-here';

/** Compares a receipt with the order of its number in Temporal; `closing` is how that ended, undefined while it runs. */
export async function compareReceipt(
  db: Queryable,
  order: ReceivedOrder,
  closing: OrderClosing | undefined,
): Promise<ReceiptStanding> {
  const receipt = await findReceipt(db, order.orderNo);
  if (!receipt) return compareProject(db, order, closing);
  if (!isSameOrder(receipt, order)) return receipt.startedAt === null ? 'of-another' : 'attached-to-another';
  if (closing) return receipt.closedAt === null ? 'not-closed' : 'equal';
  if (receipt.closedAt === null) return 'equal';
  if (receipt.outcome === 'withdrawn') return 'withdrawn-here';
  return (await findOpenOrder(db, receipt.projectCode)) ? 'project-has-another' : 'closed-too-early';
}

async function compareProject(
  db: Queryable,
  { projectCode }: ReceivedOrder,
  closing: OrderClosing | undefined,
): Promise<ReceiptStanding> {
  const { rowCount } = await db.query(sql`select from projects where code = ${projectCode}`);
  if (rowCount === 0) return 'missing-with-project';
  return !closing && (await findOpenOrder(db, projectCode)) ? 'project-has-another' : 'missing';
}

/**
 * Puts the receipt of an order that Temporal has on record again. The request that opened it is not known any more, so a
 * repetition of it finds the project's open order instead.
 */
export async function restoreReceipt(
  db: Queryable,
  order: ReceivedOrder,
  closing: OrderClosing | undefined,
): Promise<void> {
  const { orderNo, projectCode, uscc, agentId, receivedAt, plan } = order;
  await db.query(sql`
    insert into orders (order_no, request_key, project_code, uscc, agent_id, track, budget_days, plan, received_at, started_at)
    values (${orderNo}, ${`restored ${orderNo}`}, ${projectCode}, ${uscc}, ${agentId}, ${plan.track}, ${plan.budget},
            ${JSON.stringify(plan)}, ${new Date(receivedAt)}, ${new Date(receivedAt)})`);
  if (closing) await markClosed(db, orderNo, closing);
}

/** Opens a receipt again that an older Temporal has still running, and has its withdrawal, if any, sent again. */
export async function reopenReceipt(db: Queryable, orderNo: string): Promise<void> {
  await db.query(sql`update orders set closed_at = null, outcome = null where order_no = ${orderNo}`);
  await sendWithdrawalAgain(db, orderNo);
}

/** Whether its workflow counts as told of its withdrawal. */
export async function hasSentWithdrawal(db: Queryable, orderNo: string): Promise<boolean> {
  const { rowCount } = await db.query(
    sql`select from withdrawals where order_no = ${orderNo} and sent_at is not null`,
  );
  return rowCount === 1;
}

/** Has the sweep tell its workflow again. */
export const sendWithdrawalAgain = (db: Queryable, orderNo: string) =>
  db.query(sql`update withdrawals set sent_at = null where order_no = ${orderNo}`);

/** Gives a receipt that has not started a number of its own; answers it. */
export const renumberReceipt = (pool: Pool, orderNo: string): Promise<string> =>
  inTransaction(pool, async (db) => {
    const receipt = await findReceipt(db, orderNo);
    if (!receipt || receipt.startedAt !== null) throw new Error(`the receipt ${orderNo} has been started`);
    const number = await nextNumber(db, 'O', shanghaiDay(receipt.receivedAt));
    // what is on record of it follows its number
    await db.query(sql`update orders set order_no = ${number} where order_no = ${orderNo}`);
    return number;
  });

/** Receipts that count as started and open, by number, after one of them. */
export async function listRunningNumbers(db: Queryable, after: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ orderNo: string }>(sql`
    select order_no as "orderNo" from orders
     where started_at is not null and closed_at is null and order_no > ${after}
     order by order_no limit ${limit}`);
  return rows.map(({ orderNo }) => orderNo);
}

/** Has an order start anew from its receipt: the sweep hands it over. */
export async function startAgain(db: Queryable, orderNo: string): Promise<void> {
  await db.query(sql`
    update orders set started_at = null, closed_at = null, outcome = null where order_no = ${orderNo}`);
}

/** The last serial that was given out of a day; 0 when none was. */
export async function serialOf(db: Queryable, kind: 'O' | 'M', day: Day): Promise<number> {
  const { rows } = await db.query<{ last: number }>(
    sql`select last from serials where kind = ${kind} and day = ${day}`,
  );
  return rows[0]?.last ?? 0;
}

/** Raises the serial of a day above those in use. */
export const raiseSerials = (db: Queryable, kind: 'O' | 'M', day: Day, last: number) =>
  db.query(sql`
    insert into serials (kind, day, last) values (${kind}, ${day}, ${last})
        on conflict (kind, day) do update set last = excluded.last where serials.last < excluded.last`);
