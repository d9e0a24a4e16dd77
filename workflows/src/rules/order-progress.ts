import type { Calendar } from '../domain/calendar.ts';
import type { StepCode } from '../domain/catalogue.ts';
import type { Instant } from '../domain/instant.ts';
import type { Light } from '../domain/ledger.ts';
import type { Order } from '../domain/step.ts';
import { orderAsOf } from './as-of.ts';
import type { ClockReading } from './clock.ts';
import { type Forecast, forecast } from './forecast.ts';
import { orderClock } from './order-clock.ts';
import { orderLight } from './order-light.ts';
import { progressOfStep, type ProgressOfStep, progressOfWaiting } from './progress-of-step.ts';

/** Everything the enterprise reads of its order: its clock, its light, when to expect the permit, and every step of the plan. */
export interface OrderProgress extends ClockReading {
  readonly budget: number;
  readonly light: Light;
  readonly driving: StepCode | null;
  readonly forecast: Forecast;
  readonly steps: readonly ProgressOfStep[];
}

export function orderProgress(calendar: Calendar, order: Order, now: Instant): OrderProgress {
  const { days: _days, ...clock } = orderClock(calendar, order, now);
  const at = Math.max(now, order.receivedAt);
  const { steps } = orderAsOf(order, at);
  return {
    ...clock,
    budget: order.budget,
    light: orderLight(calendar, order, now),
    forecast: forecast(calendar, order, now),
    steps: order.plan.map((planned) => {
      const step = steps.find(({ code }) => code === planned.code);
      return step ? progressOfStep(calendar, { planned, step }, at) : progressOfWaiting(planned);
    }),
  };
}
