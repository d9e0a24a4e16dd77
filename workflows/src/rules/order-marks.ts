import type { Calendar, Day } from '../domain/calendar.ts';
import type { StepCode } from '../domain/catalogue.ts';
import type { Instant } from '../domain/instant.ts';
import type { Light } from '../domain/ledger.ts';
import type { Order } from '../domain/step.ts';
import { calendarIndex, type CalendarIndex } from './calendar-index.ts';
import { dayAt, serialEnds } from './office-day.ts';
import { orderCourse } from './order-course.ts';
import { orderLightOn } from './order-light.ts';
import { orderStanding, type OrderStanding } from './order-standing.ts';
import { orderTally } from './order-tally.ts';

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
