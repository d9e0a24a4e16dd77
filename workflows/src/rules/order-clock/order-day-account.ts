import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Order } from '../../domain/step.ts';
import type { StepCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { type AccountDay, accountOf, type Entry } from '../step-clock/day-account.ts';
import { type CountedOrder, countOrder, orderReading } from './order-clock.ts';
import type { OrderSnapshot } from './order-snapshot.ts';

/** One calendar day of an order's explained clock, with the step that drove it. */
export interface OrderAccountDay extends AccountDay {
  readonly step: StepCode | null;
}

/** The explained clock of an order: every calendar day from its day 0, whose totals are what it carries, to today or the day it closed. */
export const orderDayAccount = (calendar: Calendar, order: Order, now: Instant): OrderAccountDay[] =>
  explainedOrder(calendar, order, now).days;

/** The clock of an order, and every day of it, counted once. */
export function explainedOrder(calendar: Calendar, order: Order, now: Instant) {
  const counted = countOrder(calendarIndex(calendar), order, now);
  return { clock: orderReading(calendar, counted), days: daysOf(calendar, counted) };
}

function daysOf(calendar: Calendar, { snapshot, timeline, reading }: CountedOrder): OrderAccountDay[] {
  const index = calendarIndex(calendar);
  const { order } = snapshot;
  const { day0, through } = reading;
  const before = opening(snapshot);
  const entry = (serial: number) => timeline.days[serial - day0 - 1] ?? before;
  const last = snapshot.closed ?? snapshot.today;
  const first = index.dayNumberAt(day0);
  const { budget, carried } = order;
  const rows = accountOf(calendar, { day0, through, last, budget, entry, carried: carried?.buckets });
  // the rows are ours and new, so they are completed in place
  return rows.map((row, i) => Object.assign(row, { step: entry(index.serialOf(first + i)).step }));
}

/** Day 0 is explained by the line that opened the first step. */
function opening({ steps }: OrderSnapshot): Entry & Pick<OrderAccountDay, 'step'> {
  const line = steps[0]?.lines[0];
  const event = line?.event ?? null;
  return {
    bucket: null,
    event,
    because: line?.because ?? 'waiting',
    task: line?.task ?? null,
    step: steps[0]?.code ?? null,
  };
}
