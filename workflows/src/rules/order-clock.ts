import type { Calendar, Day } from '../domain/calendar.ts';
import type { StepCode } from '../domain/catalogue.ts';
import type { Instant } from '../domain/instant.ts';
import type { Bucket } from '../domain/ledger.ts';
import type { Order } from '../domain/step.ts';
import { calendarIndex } from './calendar-index.ts';
import { noDays } from './charging.ts';
import { type ClockReading, reading } from './clock.ts';
import { dayAt } from './office-day.ts';
import { orderCourse } from './order-course.ts';
import { orderStanding } from './order-standing.ts';
import { orderTally } from './order-tally.ts';

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
  const standing = orderStanding(index, order, now);
  const course = orderCourse(standing, (standing.closed ?? standing.today) + 1);
  const tally = orderTally(standing, course, standing.today);
  const charged = course.days.slice(0, tally.through - tally.day0);
  const buckets = noDays();
  for (const { bucket } of charged) buckets[bucket] += 1;
  return {
    ...reading(calendar, order.budget, { ...tally, buckets }),
    driving: tally.driving,
    days: charged.map(({ serial, bucket, step, because }) => ({
      day: dayAt(index, serial),
      bucket,
      step,
      because,
    })),
  };
}
