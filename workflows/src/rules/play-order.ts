import type { StepCode, TaskCode } from '../domain/catalogue.ts';
import type { Instant } from '../domain/instant.ts';
import type { PlannedStep } from '../domain/plan.ts';
import type { Order, Step } from '../domain/step.ts';
import type { Assumption } from './assumption.ts';
import type { CalendarIndex } from './calendar-index.ts';
import { dayNumber } from './day-number.ts';
import { type Ahead, playStep } from './play-step.ts';
import { openStep } from './step-progress.ts';

/** Plays an order from `now` to its permit as the forecast foresees it, with what is assumed of its steps and tasks. */
export function playOrder(
  index: CalendarIndex,
  order: Order,
  { now, assumptions }: { now: Instant; assumptions: readonly Assumption[] },
): Order {
  const steps: Step[] = [];
  const closing = (code: StepCode) => steps.find((one) => one.code === code)?.closedAt ?? order.receivedAt;
  for (const planned of order.plan) {
    const openedAt = Math.max(order.receivedAt, ...planned.after.map(closing));
    const step = order.steps.find(({ code }) => code === planned.code) ?? openStep(planned, openedAt);
    steps.push(playStep(index, step, now, aheadOf(index, planned, assumptions)));
  }
  return { ...order, steps, closedAt: Math.max(...steps.map(({ code }) => closing(code))) };
}

/** What is assumed of a step, its days as serials. */
function aheadOf(
  index: CalendarIndex,
  { code, tasks }: PlannedStep,
  assumptions: readonly Assumption[],
): Ahead {
  const late = new Map<TaskCode, number>();
  const done = new Map<TaskCode, number>();
  const stops: Ahead['stops'][number][] = [];
  const serialOf = (day: Extract<Assumption, { kind: 'done' }>['day']) => index.serialOf(dayNumber(day));
  for (const one of assumptions) {
    if (one.kind === 'stop' && one.step === code)
      stops.push({ from: serialOf(one.from), to: serialOf(one.to) });
    if (one.kind === 'stop' || !tasks.some((task) => task.code === one.task)) continue;
    if (one.kind === 'late') late.set(one.task, one.days);
    else done.set(one.task, serialOf(one.day));
  }
  return { late, done, stops };
}
