import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Bucket } from '../../domain/ledger.ts';
import type { Order, Step } from '../../domain/step.ts';
import type { StepCode, TaskCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex, type CalendarIndex } from '../calendar/calendar-index.ts';
import { dayAt } from '../calendar/office-day.ts';
import { orderSnapshot, type OrderSnapshot } from '../order-clock/order-snapshot.ts';
import { type AccountDay, dayAccount } from '../step-clock/day-account.ts';
import { budgetOf, stepSegment } from '../step-clock/ledger-segment.ts';
import { bindingChain, finishes as finishesOf, type Finish } from './forecast.ts';

/** Consecutive working days of a step in one bucket and on one task, with how many of them are charged. */
interface TimelineSpan {
  readonly from: Day;
  readonly to: Day;
  readonly bucket: Bucket;
  readonly task: TaskCode | null;
  readonly chargedDays: number;
}

/** A step as it is drawn: as it was planned, what happened, and when it is expected to finish. */
export interface StepTimeline {
  readonly code: StepCode;
  /** counted from the order's day 0 by the plan alone: its first day, and the last it may use */
  readonly planned: { readonly from: Day; readonly to: Day };
  /** its day 0; null while it waits */
  readonly day0: Day | null;
  readonly closedDay: Day | null;
  /** from the first day that is not over to the one on which it is expected to finish; null once it is closed */
  readonly expected: { readonly from: Day; readonly to: Day } | null;
  /** whether it is in the chain that decides when the permit comes */
  readonly isBinding: boolean;
  readonly spans: readonly TimelineSpan[];
}

/** Every step of an order's plan on the axis of working days, as things stand at `now`. */
export function stepTimelines(calendar: Calendar, order: Order, now: Instant): StepTimeline[] {
  const index = calendarIndex(calendar);
  const snapshot = orderSnapshot(index, order, now);
  const expected = finishesOf(index, snapshot, { today: snapshot.today, ignoringStops: false });
  const binding = new Set(bindingChain(snapshot.order, expected).map(({ step }) => step));
  const planned = plannedSerials(snapshot);
  return order.plan.map(({ code, after }) => {
    const { start = snapshot.day0, end = snapshot.day0 } = planned.get(code) ?? {};
    return {
      code,
      planned: { from: dayAt(index, Math.min(start + 1, end)), to: dayAt(index, end) },
      isBinding: snapshot.closed === null && binding.has(code),
      expected: expectedDays(index, snapshot, { finishes: expected, code, after }),
      ...happened(calendar, { index, snapshot, code, now }),
    };
  });
}

/** Between which serials each step lies when every task takes its budget. */
function plannedSerials({ order, day0 }: OrderSnapshot) {
  const found = new Map<StepCode, { start: number; end: number }>();
  for (const { code, after, tasks } of order.plan) {
    const start = Math.max(day0, ...after.map((before) => found.get(before)?.end ?? day0));
    found.set(code, { start, end: start + budgetOf(tasks) });
  }
  return found;
}

interface Expecting {
  readonly finishes: ReadonlyMap<StepCode, Finish>;
  readonly code: StepCode;
  readonly after: readonly StepCode[];
}

/** A step that waits begins when all before it have finished; one that is open goes on today. */
function expectedDays(index: CalendarIndex, snapshot: OrderSnapshot, { finishes, code, after }: Expecting) {
  const its = finishes.get(code);
  const isClosed =
    snapshot.closed !== null || snapshot.steps.some((one) => one.code === code && one.closed !== null);
  if (isClosed || !its) return null;
  const before = Math.max(snapshot.day0, ...after.map((one) => finishes.get(one)?.serial ?? snapshot.day0));
  const from = its.isWaiting ? before + 1 : snapshot.today;
  return { from: dayAt(index, Math.min(from, its.serial)), to: dayAt(index, its.serial) };
}

interface Drawn {
  readonly index: CalendarIndex;
  readonly snapshot: OrderSnapshot;
  readonly code: StepCode;
  readonly now: Instant;
}

function happened(calendar: Calendar, { index, snapshot, code, now }: Drawn) {
  const its = snapshot.steps.find((one) => one.code === code);
  const closed = its ? (its.closed ?? snapshot.closed) : null;
  return {
    day0: its ? dayAt(index, its.day0) : null,
    closedDay: closed === null ? null : dayAt(index, closed),
    spans: its ? spansOf(calendar, its.step, now) : [],
  };
}

function spansOf(calendar: Calendar, step: Step, now: Instant): TimelineSpan[] {
  const spans: TimelineSpan[] = [];
  for (const day of dayAccount(calendar, stepSegment(step), now)) {
    if (day.bucket === null) continue;
    const last = spans.at(-1);
    const isSame = last?.bucket === day.bucket && last.task === day.task;
    if (isSame) spans.splice(-1, 1, longer(last, day));
    else spans.push(longer({ ...day, bucket: day.bucket, from: day.day, to: day.day, chargedDays: 0 }, day));
  }
  return spans;
}

const longer = ({ from, bucket, task, chargedDays }: TimelineSpan, day: AccountDay): TimelineSpan => ({
  ...{ from, to: day.day, bucket, task },
  chargedDays: chargedDays + (day.isCharged ? 1 : 0),
});
