import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Carried } from '../../domain/carried.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Plan, PlannedStep } from '../../domain/plan.ts';
import type { Order, Step } from '../../domain/step.ts';
import type { StepCode, TaskCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { dayAt } from '../calendar/office-day.ts';
import { isProvisional } from '../calendar/working-days.ts';
import { orderClock } from '../order-clock/order-clock.ts';
import { orderSnapshot } from '../order-clock/order-snapshot.ts';
import { withCarriedResults } from '../plan/carried-results.ts';
import { openStep } from '../state-machines/step-progress.ts';
import { finishes } from './forecast.ts';

interface Due {
  readonly dueDay: Day;
  /** the due day lies beyond the last published year */
  readonly isProvisional: boolean;
}

/** The days of a plan if all goes on from its receipt without a pause, each task taking its whole budget. */
export interface Schedule {
  /** the office day of the receipt, which is not counted */
  readonly day0: Day;
  /** null where the first move is the enterprise's, as with a design to commission: its clock stands until that is done */
  readonly dueDay: Day | null;
  readonly isProvisional: boolean;
  readonly steps: readonly (Due & {
    readonly code: StepCode;
    readonly tasks: readonly (Due & { readonly code: TaskCode })[];
  })[];
}

/** When an order is received, by which plan, and what it takes over from an earlier one. */
interface Received {
  readonly plan: Plan;
  readonly receivedAt: Instant;
  readonly carried: Carried | null;
}

/**
 * The schedule of an order as it is received: by its own clock when it is due, by the rule that forecasts the steps nobody has begun all
 * that is in it. What is taken over is done on day 0.
 */
export function orderSchedule(calendar: Calendar, received: Received): Schedule {
  const index = calendarIndex(calendar);
  const order = orderReceived(received);
  const snapshot = orderSnapshot(index, order, received.receivedAt);
  const { day0 } = snapshot;
  const due = (serial: number): Due => {
    const dueDay = dayAt(index, serial);
    return { dueDay, isProvisional: isProvisional(calendar, dueDay) };
  };
  const clock = orderClock(calendar, order, received.receivedAt);
  const found = finishes(index, snapshot, { today: day0, ignoringStops: false });
  return {
    day0: dayAt(index, day0),
    ...{ dueDay: clock.dueDay, isProvisional: clock.isProvisional },
    steps: order.plan.map(({ code, tasks }) => {
      const { serial = day0, tasks: ahead = [] } = found.get(code) ?? {};
      const finishOf = new Map(ahead.map(({ task, finish }) => [task, finish]));
      return {
        ...{ code, ...due(serial) },
        tasks: tasks.map((task) => ({ code: task.code, ...due(finishOf.get(task.code) ?? day0) })),
      };
    }),
  };
}

/** The order as its registration leaves it: its first step is open, and behind what is taken over whatever follows. */
function orderReceived({ plan, receivedAt, carried }: Received): Order {
  const planned = plan.steps.map((step) => withCarriedResults(step, carried));
  const about = { receivedAt, closedAt: null, budget: plan.budget, plan: planned };
  return { ...about, steps: openedAtOnce(planned, receivedAt), ...(carried && { carried }) };
}

function openedAtOnce(planned: readonly PlannedStep[], at: Instant): Step[] {
  const opened: Step[] = [];
  const isDone = (code: StepCode) => opened.some((step) => step.code === code && step.closedAt !== null);
  for (const step of planned) if (step.after.every(isDone)) opened.push(openStep(step, at));
  return opened;
}
