import type { Queryable } from '@doudi/infra/database';
import { nextOrderMark, orderClock, orderLight, type Instant, type OrderClockUpdate } from '@doudi/workflows';
import { markRevision, type OrderRow, type Reading } from './orders.ts';
import { readOrder, type CalendarReader } from './read-order.ts';

/**
 * The order's clock as its rows have it at `now`: a numbered update when its workflow was last sent another reading. The
 * caller holds the order's lock (`getOrderForUpdate`), so that two writes never number an update at once.
 */
export async function orderClockUpdate(
  db: Queryable,
  row: OrderRow,
  calendarOf: CalendarReader,
  now: Instant,
) {
  const { calendar, order } = await readOrder(db, row, calendarOf);
  const reading: Reading = {
    light: orderLight(calendar, order, now),
    dueDay: orderClock(calendar, order, now).dueDay,
    nextMarkAt: nextOrderMark(calendar, order, now)?.at ?? null,
  };
  const isNew = !isSame(reading, row.deliveredReading);
  const revision = row.revision + (isNew ? 1 : 0);
  if (isNew) await markRevision(db, row.orderNo, revision);
  const update: OrderClockUpdate = { revision, ...reading };
  return { update, reading, isNew };
}

const isSame = (a: Reading, b: Reading | null) =>
  a.light === b?.light && a.dueDay === b.dueDay && a.nextMarkAt === b.nextMarkAt;
