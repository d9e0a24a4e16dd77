import type { Queryable } from '@doudi/infra/database';
import { nextOrderMark, orderClock, orderLight, type Instant, type OrderClockUpdate } from '@doudi/workflows';
import { markDelivered, type OrderRow, type Reading } from './orders.ts';
import { readOrder, type CalendarReader } from './read-order.ts';

interface Asked {
  readonly calendarOf: CalendarReader;
  readonly now: Instant;
  /** delivered whatever it reads: the workflow asked for it, or may have missed the last one */
  readonly isWanted: boolean;
}

/**
 * What the order's clock reads at `now` by its rows, and whether its workflow gets it: when it is wanted, or must be known. What is
 * delivered is numbered and remembered before it is sent, so a caller that fails to send it asks for it again. The caller holds the
 * order's lock (`getOrderForUpdate`), so that two writes never number an update at once.
 */
export async function orderClockUpdate(
  db: Queryable,
  row: OrderRow,
  { calendarOf, now, isWanted }: Asked,
): Promise<{ update: OrderClockUpdate; isDelivered: boolean }> {
  const { calendar, order } = await readOrder(db, row, calendarOf, { now });
  const reading: Reading = {
    light: orderLight(calendar, order, now),
    dueDay: orderClock(calendar, order, now).dueDay,
    nextMarkAt: nextOrderMark(calendar, order, now)?.at ?? null,
  };
  const known = row.deliveredReading;
  const isNew = isWanted ? !isSame(reading, known) : mustBeKnown(reading, known);
  const revision = row.revision + (isNew ? 1 : 0);
  if (isNew) await markDelivered(db, row.orderNo, revision, reading);
  return { update: { revision, ...reading }, isDelivered: isNew || isWanted };
}

const isSame = (a: Reading, b: Reading | null) =>
  a.light === b?.light && a.dueDay === b.dueDay && a.nextMarkAt === b.nextMarkAt;

/** A later mark need not be known: the workflow looks again at the earlier one it knows, and then sets its timer to the later. */
const mustBeKnown = ({ light, dueDay, nextMarkAt }: Reading, known: Reading | null) =>
  !known ||
  light !== known.light ||
  dueDay !== known.dueDay ||
  (nextMarkAt !== null && nextMarkAt < (known.nextMarkAt ?? Infinity));
