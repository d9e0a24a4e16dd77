import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Light } from '../../domain/ledger.ts';
import type { Order } from '../../domain/step.ts';
import type { StepCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { countOrder, orderReading } from '../order-clock/order-clock.ts';
import { type Holder, holderOf } from '../state-machines/holder.ts';
import { stepClock } from '../step-clock/clock.ts';
import { orderLightNow } from './order-light.ts';

/** An order as a line of a list: the same as its progress says, at a fraction of what that costs. */
export interface OrderStanding {
  readonly light: Light;
  readonly driving: StepCode | null;
  /** who holds the ball of the driving step */
  readonly holder: Holder | null;
  readonly dueDay: Day | null;
  readonly isProvisional: boolean;
}

export function orderStanding(calendar: Calendar, order: Order, now: Instant): OrderStanding {
  const index = calendarIndex(calendar);
  const counted = countOrder(index, order, now);
  const { driving, dueDay, isProvisional } = orderReading(calendar, counted);
  const step = counted.snapshot.order.steps.find(({ code }) => code === driving);
  const at = Math.max(now, order.receivedAt);
  const holder = step ? holderOf(step, stepClock(calendar, step, at).inForce) : null;
  return { light: orderLightNow(index, counted), driving, holder, dueDay, isProvisional };
}
