import type { Queryable } from '@doudi/infra/database';
import { carriedFromEarlier, type Carried, type EarlierOrder, type ReceivedOrder } from '@doudi/workflows';
import { listRevokedOfProject } from './amendments.ts';
import { listEndedBefore } from './orders.ts';
import { type CalendarReader, readOrder } from './read-order.ts';

/** What a new order takes over from the earlier ones of its project, from their rows, each counted by its own calendar. */
export async function findCarried(
  db: Queryable,
  order: ReceivedOrder,
  calendarOf: CalendarReader,
): Promise<Carried | null> {
  const earlier: EarlierOrder[] = [];
  for (const row of await listEndedBefore(db, order))
    earlier.push({ orderNo: row.orderNo, track: row.track, ...(await readOrder(db, row, calendarOf)) });
  if (earlier.length === 0) return null;
  const revoked = await listRevokedOfProject(db, order);
  return carriedFromEarlier(earlier, { receivedAt: order.receivedAt, track: order.plan.track, revoked });
}
