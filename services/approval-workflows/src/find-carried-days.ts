import type { Queryable } from '@doudi/infra/database';
import { carriedDays, type CarriedDays, type EarlierOrder, type ReceivedOrder } from '@doudi/workflows';
import { listEndedBefore } from './orders.ts';
import { type CalendarReader, readOrder } from './read-order.ts';

/** What a new order takes over from the earlier ones of its project, counted from their rows, each by its own calendar. */
export async function findCarriedDays(
  db: Queryable,
  order: ReceivedOrder,
  calendarOf: CalendarReader,
): Promise<CarriedDays | null> {
  const earlier: EarlierOrder[] = [];
  for (const row of await listEndedBefore(db, order))
    earlier.push({ orderNo: row.orderNo, ...(await readOrder(db, row, calendarOf)) });
  return carriedDays(earlier, order.receivedAt);
}
