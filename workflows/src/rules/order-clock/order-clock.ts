import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Bucket } from '../../domain/ledger.ts';
import type { Order } from '../../domain/step.ts';
import type { StepCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex, type CalendarIndex } from '../calendar/calendar-index.ts';
import { dayAt } from '../calendar/office-day.ts';
import { dueSerial, noDays, type Tally } from '../step-clock/charging.ts';
import { type ClockReading, reading } from '../step-clock/clock.ts';
import { hasEvent, orderCourse, type OrderCourse, type OrderDay } from './order-course.ts';
import { orderStanding, type OrderStanding } from './order-standing.ts';

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

/** Every working day after the order's day 0 takes the bucket of the step that drove as it began. */
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
  readonly standing: OrderStanding;
  /** reaches to the day after today, or after the closing */
  readonly course: OrderCourse;
  readonly tally: OrderTally;
}

export function countOrder(index: CalendarIndex, order: Order, now: Instant): CountedOrder {
  const standing = orderStanding(index, order, now);
  const course = orderCourse(standing, (standing.closed ?? standing.today) + 1);
  return { standing, course, tally: orderTally(standing, course, standing.today) };
}

/** The clock of a counted order with its days written out, without the days one by one. */
export function orderReading(calendar: Calendar, counted: CountedOrder): Omit<OrderClock, 'days'> {
  const { standing, tally } = counted;
  const buckets = noDays();
  for (const { bucket } of chargedDays(counted)) buckets[bucket] += 1;
  return {
    ...reading(calendar, standing.order.budget, { ...tally, buckets }),
    driving: tally.driving,
  };
}

const chargedDays = ({ course, tally }: CountedOrder): readonly OrderDay[] =>
  course.days.slice(0, tally.through - tally.day0);

export interface OrderTally extends Omit<Tally, 'buckets'> {
  readonly driving: StepCode | null;
}

/**
 * The clock of an order on the office day `today`, in serials; `course` reaches to the day after it or farther.
 * A day is charged when its driving step charges it; a closing charges its day and leaves the due day as it was.
 */
export function orderTally(
  standing: OrderStanding,
  { days, overrun }: OrderCourse,
  today: number,
): OrderTally {
  const { day0, closed } = standing;
  const budget = standing.order.budget;
  const open = chargedThrough(standing, days, closed ?? today);
  const through = closed ?? open;
  const first = days[open - day0];
  const used = days[through - day0 - 1]?.used ?? 0;
  const charges = { used, overrun: overrun !== null && overrun <= through ? overrun : null };
  const due = dueSerial(charges, { budget, through, bucket: first?.bucket ?? null });
  const isLate = due !== null && (closed ?? today) > due;
  const next = closed === null ? first : undefined;
  return { day0, used, through, inForce: next?.bucket ?? null, driving: next?.step ?? null, due, isLate };
}

/** The last day charged while the order is open: yesterday, or today if its driving step has had an event. */
function chargedThrough(standing: OrderStanding, days: readonly OrderDay[], today: number): number {
  const driver = days[today - standing.day0 - 1]?.step;
  const isCharged = driver !== undefined && hasEvent(standing, driver, today);
  return Math.max(standing.day0, isCharged ? today : today - 1);
}
