import type { StepCode, TaskCode } from '../domain/catalogue.ts';
import type { Instant } from '../domain/instant.ts';
import type { Bucket } from '../domain/ledger.ts';
import type { Order, Step } from '../domain/step.ts';
import { orderAsOf } from './as-of.ts';
import type { CalendarIndex } from './calendar-index.ts';
import { officeSerial } from './office-day.ts';
import { budgetOf, stepStretch } from './stretch.ts';
import { tally } from './tally.ts';

/** A ledger line with its day, and the work its task had before it when the line was written. */
export interface StandingLine {
  readonly serial: number;
  readonly bucket: Bucket;
  readonly task: TaskCode;
  readonly because: string;
  readonly event: number;
  /** the budget of its task */
  readonly budget: number;
  /** budgets of the later tasks of the step and of the longest chain behind it */
  readonly later: number;
}

export interface StandingStep {
  readonly code: StepCode;
  readonly step: Step;
  readonly day0: number;
  /** null while open, and for what only the order's own closing closed */
  readonly closed: number | null;
  readonly lines: readonly StandingLine[];
  /** the day the step is due; nothing but an event changes it */
  readonly due: number | null;
}

/** An order as it stands at an instant, its days as serials; steps in catalogue order. */
export interface OrderStanding {
  readonly order: Order;
  readonly today: number;
  readonly day0: number;
  readonly closed: number | null;
  readonly steps: readonly StandingStep[];
}

/** The order as it stood at `now` (at its receipt, if `now` is earlier). */
export function orderStanding(index: CalendarIndex, whole: Order, now: Instant): OrderStanding {
  const at = Math.max(now, whole.receivedAt);
  const order = orderAsOf(whole, at);
  const today = officeSerial(index, at);
  const behind = workBehind(order);
  const steps = order.plan.flatMap(({ code }) => {
    const step = order.steps.find((one) => one.code === code);
    if (!step) return [];
    const closed = closedSerial(index, step, order);
    const { day0, due } = tally(index, stepStretch(step), today);
    return [{ code, step, day0, closed, due, lines: standingLines(index, step, behind.get(code) ?? 0) }];
  });
  const closed = order.closedAt === null ? null : officeSerial(index, order.closedAt);
  return { order, today, day0: officeSerial(index, order.receivedAt), closed, steps };
}

/** Of each step the longest chain of budgets behind it. A plan lists every step after those it waits for. */
function workBehind({ plan }: Order): ReadonlyMap<StepCode, number> {
  const behind = new Map<StepCode, number>();
  for (const { code, after, tasks } of [...plan].reverse()) {
    const chain = budgetOf(tasks) + (behind.get(code) ?? 0);
    for (const before of after) behind.set(before, Math.max(chain, behind.get(before) ?? 0));
  }
  return behind;
}

const closedSerial = (index: CalendarIndex, { closedAt }: Step, order: Order): number | null =>
  closedAt === null || closedAt === order.closedAt ? null : officeSerial(index, closedAt);

function standingLines(index: CalendarIndex, { tasks, ledger }: Step, behind: number): StandingLine[] {
  return ledger.map(({ at, bucket, task, because, event }) => {
    const place = tasks.findIndex((one) => one.code === task);
    const later = budgetOf(tasks.slice(place + 1)) + behind;
    const budget = tasks[place]?.budget ?? 0;
    return { serial: officeSerial(index, at), bucket, task, because, event, budget, later };
  });
}
