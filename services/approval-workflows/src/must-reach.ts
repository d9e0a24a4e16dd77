import type { Queryable } from '@doudi/infra/database';
import { type AccessScope, notFound } from '@doudi/infra/http';
import { findOrder, type OrderRow } from './orders.ts';
import { things } from './words.ts';

/** The row of an order within the caller's reach; throws 404 for any other. */
export async function mustReach(db: Queryable, orderNo: string, scope: AccessScope): Promise<OrderRow> {
  const row = await findOrder(db, orderNo, scope);
  if (!row) throw notFound(things.order);
  return row;
}
