import type { Calendar } from '../domain/calendar.ts';
import type { Instant } from '../domain/instant.ts';
import type { Light } from '../domain/ledger.ts';
import type { Order } from '../domain/step.ts';
import { calendarIndex, type CalendarIndex } from './calendar-index.ts';
import { isPausing } from './charging.ts';
import { finishes, finishOf } from './finishes.ts';
import { orderCourse } from './order-course.ts';
import { orderStanding, type OrderStanding, type StandingStep } from './order-standing.ts';
import { orderTally, type OrderTally } from './order-tally.ts';

/** The light of an order as it stood at `now` (at its receipt, if `now` is earlier). */
export function orderLight(calendar: Calendar, order: Order, now: Instant): Light {
  const index = calendarIndex(calendar);
  const standing = orderStanding(index, order, now);
  const course = orderCourse(standing, (standing.closed ?? standing.today) + 1);
  return orderLightOn(index, standing, {
    tally: orderTally(standing, course, standing.today),
    today: standing.today,
  });
}

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
