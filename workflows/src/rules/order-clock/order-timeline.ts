import type { Bucket } from '../../domain/ledger.ts';
import type { StepCode, TaskCode } from '../../domain/tracks-and-steps.ts';
import { isCounting, isPausing, noDays, usedOf } from '../step-clock/charging.ts';
import {
  lineAsOf,
  type OrderSnapshot,
  type SnapshotLine,
  type SnapshotStep,
  taskLeft,
} from './order-snapshot.ts';

/** A working day of an order: the step that drives it and the bucket it takes from there. */
export interface OrderDay {
  readonly serial: number;
  readonly step: StepCode;
  readonly bucket: Bucket;
  readonly because: string;
  readonly task: TaskCode | null;
  readonly event: number | null;
  readonly line: SnapshotLine | null;
  /** counting days through this one, those carried from an earlier order included */
  readonly used: number;
}

/**
 * The days after day 0, and the serial of the first that goes over the order's budget. Carried days are charged with the receipt: when
 * they alone are more than the budget, that is day 0.
 */
export interface OrderTimeline {
  readonly days: readonly OrderDay[];
  readonly overrun: number | null;
}

/** The timeline of an order through the serial `through`, as it stands; days ahead are counted as if no further event happened. */
export function orderTimeline(order: OrderSnapshot, through: number): OrderTimeline {
  const days: OrderDay[] = [];
  for (let serial = order.day0 + 1; serial <= through; serial++)
    days.push(orderDay(order, serial, days.at(-1)));
  const { budget } = order.order;
  const over = days.find(({ used }) => used > budget)?.serial ?? null;
  return { days, overrun: usedBefore(order) > budget ? order.day0 : over };
}

/** Counting days that the order brings with it. */
export const usedBefore = ({ order }: OrderSnapshot): number => usedOf(order.carried?.buckets ?? noDays());

function orderDay(order: OrderSnapshot, serial: number, before: OrderDay | undefined): OrderDay {
  const driver = drivingStep(order, serial);
  const line = (driver && lineAsOf(driver.lines, serial)) ?? null;
  const step = driver?.code ?? nextStep(order);
  const bucket = line?.bucket ?? 'GOV';
  const { because, event } = reasonOf(order, { serial, step, line, before });
  const used = (before?.used ?? usedBefore(order)) + (isCounting(bucket) ? 1 : 0);
  return { serial, step, bucket, because, task: line?.task ?? null, event, line, used };
}

type Place = Pick<OrderDay, 'serial' | 'step' | 'line'>;
type Reason = Pick<OrderDay, 'because' | 'event'>;

/** The line in force put the day where it is, unless the driver changed without an event of either on the day before. */
function reasonOf(
  order: OrderSnapshot,
  { serial, step, line, before }: Place & { before: OrderDay | undefined },
): Reason {
  if (line === null) return { because: 'waiting', event: null };
  if (before?.line === line) return before;
  const isQuiet = (code: StepCode) => !hasEvent(order, code, serial - 1);
  if (before && before.step !== step && isQuiet(before.step) && isQuiet(step))
    return { because: 'longer-chain', event: null };
  return line;
}

/**
 * Of the steps open on a day, the one with the longest chain of work to the permit as it began: what its open
 * task has left, its later tasks, and the longest chain behind. Of equals a paused one, then the first in the plan.
 */
function drivingStep({ steps }: OrderSnapshot, day: number): SnapshotStep | undefined {
  const open = steps.filter((step) => step.day0 < day && (step.closed === null || day <= step.closed));
  if (open.length < 2) return open[0];
  const ranks = open.map((step) => {
    const { bucket = null, later = 0 } = lineAsOf(step.lines, day) ?? {};
    return 2 * (taskLeft(step, day) + later) + (isPausing(bucket) ? 1 : 0);
  });
  return open[ranks.indexOf(Math.max(...ranks))];
}

/** Whether the step's ledger has a line of that day, or the step closed on it. */
export function hasEvent({ steps }: OrderSnapshot, code: StepCode, day: number): boolean {
  const step = steps.find((one) => one.code === code);
  return step !== undefined && (step.closed === day || step.lines.some((line) => line.serial === day));
}

/** While the opening of a step is still being written, no step is open: the day counts as GOV, on the first step not done. */
function nextStep({ order, steps }: OrderSnapshot): StepCode {
  const isDone = (code: StepCode) => steps.some((one) => one.code === code && one.closed !== null);
  const next = order.plan.find(({ code }) => !isDone(code)) ?? order.plan.at(-1);
  return next?.code ?? 'project-initiation';
}
