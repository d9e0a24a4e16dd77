import type { Queryable } from '@doudi/infra/database';
import sql, { type Sql } from 'sql-template-tag';
import { listOrders, type ListedOrder } from './orders.ts';

/** Orders one request counts, at most, and reads at once. */
const atMost = { counted: 5_000, atOnce: 250 };

/** Later than every order that is on record. */
const afterAll: readonly [Date, string] = [new Date('9999-12-31T00:00:00Z'), ''];

/** How many orders were looked at, and whether these were all that fit; else they are the newest. */
interface Looked {
  readonly orders: number;
  readonly complete: boolean;
}

/** Looks at the orders `o` that fit a condition, the newest first, batch by batch. */
export async function eachOrder(
  db: Queryable,
  fits: Sql,
  look: (order: ListedOrder) => Promise<void>,
): Promise<Looked> {
  let before = afterAll;
  for (let orders = 0; ;) {
    const older = sql`${fits} and (o.received_at, o.order_no) < (${before[0]}::timestamptz, ${before[1]}::text)`;
    const rows = await listOrders(db, older, atMost.atOnce);
    for (const row of rows) await look(row);
    orders += rows.length;
    const last = rows.at(-1)?.row;
    if (!last || rows.length < atMost.atOnce) return { orders, complete: true };
    if (orders >= atMost.counted) return { orders, complete: false };
    before = [new Date(last.receivedAt), last.orderNo];
  }
}
