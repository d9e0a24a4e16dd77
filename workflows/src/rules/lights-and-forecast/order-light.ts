import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Light } from '../../domain/ledger.ts';
import type { Order } from '../../domain/step.ts';
import type { StepCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex, type CalendarIndex } from '../calendar/calendar-index.ts';
import { dayAt, serialEnds } from '../calendar/office-day.ts';
import {
  type CountedOrder,
  countOrder,
  readOrderSerials,
  type OrderSerialReading,
} from '../order-clock/order-clock.ts';
import { orderTimeline } from '../order-clock/order-timeline.ts';
import { orderSnapshot, type OrderSnapshot, type SnapshotStep } from '../order-clock/order-snapshot.ts';
import { isPausing } from '../step-clock/charging.ts';
import { finishes, finishOf } from './forecast.ts';

/** The light of an order as it stood at `now` (at its receipt, if `now` is earlier). */
export function orderLight(calendar: Calendar, order: Order, now: Instant): Light {
  const index = calendarIndex(calendar);
  return orderLightNow(index, countOrder(index, order, now));
}

/** The light of an order that has been counted. */
export const orderLightNow = (index: CalendarIndex, { snapshot, reading }: CountedOrder): Light =>
  orderLightOn(index, snapshot, { reading, today: snapshot.today });

/** The light of an order as it stands, on the office day `today`: the first that holds. */
export function orderLightOn(
  index: CalendarIndex,
  snapshot: OrderSnapshot,
  { reading, today }: { reading: OrderSerialReading; today: number },
): Light {
  if (snapshot.closed !== null) return isApproved(snapshot.order) ? 'DONE' : 'ENDED';
  if (reading.isLate) return 'RED';
  const isBehind = ({ due }: OrderSerialReading) =>
    due !== null && finishOf(snapshot, finishes(index, snapshot, { today, ignoringStops: true })) > due;
  if (isBehind(reading) || snapshot.steps.some((step) => isStepLate(step, today))) return 'YELLOW';
  return isPausing(reading.inForce) ? 'PAUSED' : 'GREEN';
}

/** An order has its permit when every step of its plan is approved; one that closed before is ended. */
const isApproved = ({ plan, steps }: Order): boolean =>
  plan.every(({ code }) => steps.some((step) => step.code === code && step.outcome === 'approved'));

const isStepLate = ({ closed, due }: SnapshotStep, today: number): boolean =>
  closed === null && due !== null && today > due;

/** An instant at which an order changes by itself, and what it then shows. */
export interface OrderMark {
  readonly at: Instant;
  readonly light: Light;
  readonly dueDay: Day | null;
  readonly driving: StepCode | null;
}

/** An order that is paused or late is looked at this many working days ahead; one that runs, until it would be late. */
const horizonDays = 400;

/** The first instant after `after` at which the order's light, due day or driving step changes without any further event. */
export function nextOrderMark(calendar: Calendar, order: Order, after: Instant): OrderMark | null {
  const index = calendarIndex(calendar);
  const snapshot = orderSnapshot(index, order, after);
  if (snapshot.closed !== null) return null;
  const { today } = snapshot;
  const { due, isLate } = readOrderSerials(snapshot, orderTimeline(snapshot, today + 1), today);
  const farthest = due === null || isLate ? today + horizonDays : due + 1;
  const show = showOn(index, snapshot, farthest);
  const now = show(today);
  for (let day = today + 1; day <= farthest; day++) {
    const then = show(day);
    if (then.due === now.due && then.driving === now.driving && then.light === now.light) continue;
    const { light, driving } = then;
    return {
      at: serialEnds(index, day - 1),
      light,
      dueDay: then.due === null ? null : dayAt(index, then.due),
      driving,
    };
  }
  return null;
}

/** What the order shows on each office day through `farthest` if no further event happens. */
function showOn(index: CalendarIndex, snapshot: OrderSnapshot, farthest: number) {
  const timeline = orderTimeline(snapshot, farthest + 1);
  return (today: number) => {
    const reading = readOrderSerials(snapshot, timeline, today);
    return {
      due: reading.due,
      driving: reading.driving,
      light: orderLightOn(index, snapshot, { reading, today }),
    };
  };
}
