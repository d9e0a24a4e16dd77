import type { Instant } from '../../domain/instant.ts';
import type { Bucket } from '../../domain/ledger.ts';
import type { Order, Step } from '../../domain/step.ts';
import type { StepCode, TaskCode } from '../../domain/tracks-and-steps.ts';
import type { CalendarIndex } from '../calendar/calendar-index.ts';
import { officeSerial } from '../calendar/office-day.ts';
import { isWithholding, orderAsOf } from '../state-machines/as-of.ts';
import { isCounting, readSerials } from '../step-clock/charging.ts';
import { budgetOf, stepSegment } from '../step-clock/ledger-segment.ts';

/** A ledger line with its day, and the work its task had before it when the line was written. */
export interface SnapshotLine {
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

export interface SnapshotStep {
  readonly code: StepCode;
  readonly step: Step;
  readonly day0: number;
  /** null while open, and for what only the order's own closing closed */
  readonly closed: number | null;
  readonly lines: readonly SnapshotLine[];
  /** the day the step is due; nothing but an event changes it */
  readonly due: number | null;
}

/** An order as it stands at an instant, its days as serials; steps in the order of the plan. */
export interface OrderSnapshot {
  readonly order: Order;
  readonly today: number;
  readonly day0: number;
  readonly closed: number | null;
  readonly steps: readonly SnapshotStep[];
}

/** The order as it stood at `now` (at its receipt, if `now` is earlier). */
export function orderSnapshot(index: CalendarIndex, whole: Order, now: Instant): OrderSnapshot {
  const at = Math.max(now, whole.receivedAt);
  const order = orderAsOf(whole, at);
  const today = officeSerial(index, at);
  const behind = workBehind(order);
  const steps = order.plan.flatMap(({ code }) => {
    const step = order.steps.find((one) => one.code === code);
    if (!step) return [];
    const closed = closedSerial(index, step, order);
    const { day0, due } = readSerials(index, stepSegment(step), today);
    return [{ code, step, day0, closed, due, lines: snapshotLines(index, step, behind.get(code) ?? 0) }];
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

function snapshotLines(index: CalendarIndex, { tasks, ledger }: Step, behind: number): SnapshotLine[] {
  return ledger.map(({ at, bucket, task, because, event }) => {
    const place = tasks.findIndex((one) => one.code === task);
    const later = budgetOf(tasks.slice(place + 1)) + behind;
    const budget = tasks[place]?.budget ?? 0;
    return { serial: officeSerial(index, at), bucket, task, because, event, budget, later };
  });
}

/** The line in force as the day with this serial began: the last one written before it. */
export const lineAsOf = (lines: readonly SnapshotLine[], day: number): SnapshotLine | undefined =>
  lines.findLast((line) => line.serial < day) ?? lines[0];

/** Working days left, as the day began, of the task then open; never below 0, and none once its result is only withheld. */
export function taskLeft(step: SnapshotStep, day: number): number {
  const line = lineAsOf(step.lines, day);
  return line && !isWithholding(line) ? Math.max(0, line.budget - usedBefore(step, line.task, day)) : 0;
}

/** Counting days the task had before this day. */
function usedBefore({ lines }: SnapshotStep, task: TaskCode, day: number): number {
  let used = 0;
  for (const [i, line] of lines.entries()) {
    if (line.serial >= day - 1) break;
    if (line.task !== task || !isCounting(line.bucket)) continue;
    used += Math.max(0, Math.min(lines[i + 1]?.serial ?? day, day - 1) - line.serial);
  }
  return used;
}
