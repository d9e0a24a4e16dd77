import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Plan } from '../../domain/plan.ts';
import type { StepCode, TaskCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { dayAt } from '../calendar/office-day.ts';
import { isProvisional } from '../calendar/working-days.ts';
import { orderSnapshot } from '../order-clock/order-snapshot.ts';
import { finishes } from './forecast.ts';

interface Due {
  readonly dueDay: Day;
  /** the due day lies beyond the last published year */
  readonly isProvisional: boolean;
}

/** The days of a plan if all goes on from its receipt without a pause, each task taking its whole budget. */
export interface Schedule extends Due {
  /** the office day of the receipt, which is not counted */
  readonly day0: Day;
  readonly steps: readonly (Due & {
    readonly code: StepCode;
    readonly tasks: readonly (Due & { readonly code: TaskCode })[];
  })[];
}

/** The schedule of an order that is received at `receivedAt`, by the rule that forecasts the steps nobody has begun. */
export function orderSchedule(calendar: Calendar, plan: Plan, receivedAt: Instant): Schedule {
  const index = calendarIndex(calendar);
  const order = { receivedAt, closedAt: null, budget: plan.budget, plan: plan.steps, steps: [] };
  const snapshot = orderSnapshot(index, order, receivedAt);
  const { day0 } = snapshot;
  const due = (serial: number): Due => {
    const dueDay = dayAt(index, serial);
    return { dueDay, isProvisional: isProvisional(calendar, dueDay) };
  };
  const steps = [...finishes(index, snapshot, { today: day0, ignoringStops: false })];
  return {
    day0: dayAt(index, day0),
    ...due(day0 + plan.budget),
    steps: steps.map(([code, { serial, tasks }]) => ({
      ...{ code, ...due(serial) },
      tasks: tasks.map(({ task, finish }) => ({ code: task, ...due(finish) })),
    })),
  };
}
