import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Light } from '../../domain/ledger.ts';
import type { Order } from '../../domain/step.ts';
import type { StepCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex, type CalendarIndex } from '../calendar/calendar-index.ts';
import { dayAt, serialEnds } from '../calendar/office-day.ts';
import { type CountedOrder, countOrder, orderTally, type OrderTally } from '../order-clock/order-clock.ts';
import { orderCourse } from '../order-clock/order-course.ts';
import { orderStanding, type OrderStanding, type StandingStep } from '../order-clock/order-standing.ts';
import { isPausing } from '../step-clock/charging.ts';
import { finishes, finishOf } from './forecast.ts';

/** The light of an order as it stood at `now` (at its receipt, if `now` is earlier). */
export function orderLight(calendar: Calendar, order: Order, now: Instant): Light {
  const index = calendarIndex(calendar);
  return orderLightNow(index, countOrder(index, order, now));
}

/** The light of an order that has been counted. */
export const orderLightNow = (index: CalendarIndex, { standing, tally }: CountedOrder): Light =>
  orderLightOn(index, standing, { tally, today: standing.today });

/** The light of an order as it stands, on the office day `today`: the first that holds. */
export function orderLightOn(
  index: CalendarIndex,
  standing: OrderStanding,
  { tally, today }: { tally: OrderTally; today: number },
): Light {
  if (standing.closed !== null) return 'DONE';
  if (tally.isLate) return 'RED';
  const isBehind = ({ due }: OrderTally) =>
    due !== null && finishOf(standing, finishes(index, standing, { today, ignoringStops: true })) > due;
  if (isBehind(tally) || standing.steps.some((step) => isStepLate(step, today))) return 'YELLOW';
  return isPausing(tally.inForce) ? 'PAUSED' : 'GREEN';
}

const isStepLate = ({ closed, due }: StandingStep, today: number): boolean =>
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
  const standing = orderStanding(index, order, after);
  if (standing.closed !== null) return null;
  const { today } = standing;
  const { due, isLate } = orderTally(standing, orderCourse(standing, today + 1), today);
  const farthest = due === null || isLate ? today + horizonDays : due + 1;
  const show = showOn(index, standing, farthest);
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

/** What the order shows on the office days through `farthest`, if nothing happens. */
function showOn(index: CalendarIndex, standing: OrderStanding, farthest: number) {
  const course = orderCourse(standing, farthest + 1);
  return (today: number) => {
    const tally = orderTally(standing, course, today);
    return { due: tally.due, driving: tally.driving, light: orderLightOn(index, standing, { tally, today }) };
  };
}
