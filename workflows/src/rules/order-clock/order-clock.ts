import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Bucket } from '../../domain/ledger.ts';
import type { Order } from '../../domain/step.ts';
import type { StepCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex, type CalendarIndex } from '../calendar/calendar-index.ts';
import { dayAt } from '../calendar/office-day.ts';
import { dueSerial, noDays, type SerialReading } from '../step-clock/charging.ts';
import { type ClockReading, withDays } from '../step-clock/clock.ts';
import { hasEvent, orderTimeline, type OrderTimeline, type OrderDay, usedBefore } from './order-timeline.ts';
import { orderSnapshot, type OrderSnapshot } from './order-snapshot.ts';

/** The clock of an order, with the step that drives it and its days one by one. */
export interface OrderClock extends ClockReading {
  /** the step whose bucket the first day not yet charged takes; null when closed */
  readonly driving: StepCode | null;
  readonly days: readonly {
    readonly day: Day;
    readonly bucket: Bucket;
    readonly step: StepCode;
    /** the ledger line's reason, or `longer-chain` where the driver changed as the day began, without an event */
    readonly because: string;
  }[];
}

/** Every working day after the order's day 0 takes the bucket of the step that drove as it began; carried days come before the first. */
export function orderClock(calendar: Calendar, order: Order, now: Instant): OrderClock {
  const index = calendarIndex(calendar);
  const counted = countOrder(index, order, now);
  return {
    ...orderReading(calendar, counted),
    days: chargedDays(counted).map(({ serial, bucket, step, because }) => ({
      day: dayAt(index, serial),
      bucket,
      step,
      because,
    })),
  };
}

/** An order counted once, from which its clock, its light and its forecast are read. */
export interface CountedOrder {
  readonly snapshot: OrderSnapshot;
  /** through the day after today, or after the closing */
  readonly timeline: OrderTimeline;
  readonly reading: OrderSerialReading;
}

export function countOrder(index: CalendarIndex, order: Order, now: Instant): CountedOrder {
  const snapshot = orderSnapshot(index, order, now);
  const timeline = orderTimeline(snapshot, (snapshot.closed ?? snapshot.today) + 1);
  return { snapshot, timeline, reading: readOrderSerials(snapshot, timeline, snapshot.today) };
}

/** The clock of a counted order with its days written out, without the days one by one. */
export function orderReading(calendar: Calendar, counted: CountedOrder): Omit<OrderClock, 'days'> {
  const { snapshot, reading } = counted;
  const buckets = { ...(snapshot.order.carried?.buckets ?? noDays()) };
  for (const { bucket } of chargedDays(counted)) buckets[bucket] += 1;
  return {
    ...withDays(calendar, snapshot.order.budget, { ...reading, buckets }),
    driving: reading.driving,
  };
}

const chargedDays = ({ timeline, reading }: CountedOrder): readonly OrderDay[] =>
  timeline.days.slice(0, reading.through - reading.day0);

export interface OrderSerialReading extends Omit<SerialReading, 'buckets'> {
  readonly driving: StepCode | null;
}

/**
 * The clock of an order on the office day `today`, in serials; `timeline` includes at least the day after it.
 * A day is charged when its driving step charges it; a closing charges its day and leaves the due day as it was. An order that carries
 * more days than its budget is late from day 0 on: it was due on the working day before.
 */
export function readOrderSerials(
  snapshot: OrderSnapshot,
  { days, overrun }: OrderTimeline,
  today: number,
): OrderSerialReading {
  const { day0, closed } = snapshot;
  const budget = snapshot.order.budget;
  const open = chargedThrough(snapshot, days, closed ?? today);
  const through = closed ?? open;
  const first = days[open - day0];
  const used = days[through - day0 - 1]?.used ?? usedBefore(snapshot);
  const charges = { used, overrun: overrun !== null && overrun <= through ? overrun : null };
  const due = dueSerial(charges, { budget, through, bucket: first?.bucket ?? null });
  const isLate = due !== null && (closed ?? today) > due;
  const next = closed === null ? first : undefined;
  return { day0, used, through, inForce: next?.bucket ?? null, driving: next?.step ?? null, due, isLate };
}

/** The last day charged while the order is open: yesterday, or today if its driving step has had an event. */
function chargedThrough(snapshot: OrderSnapshot, days: readonly OrderDay[], today: number): number {
  const driver = days[today - snapshot.day0 - 1]?.step;
  const isCharged = driver !== undefined && hasEvent(snapshot, driver, today);
  return Math.max(snapshot.day0, isCharged ? today : today - 1);
}
