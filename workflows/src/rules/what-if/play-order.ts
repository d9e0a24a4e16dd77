import type { Instant } from '../../domain/instant.ts';
import type { PlannedStep } from '../../domain/plan.ts';
import type { Order, Step } from '../../domain/step.ts';
import type { StepCode, TaskCode } from '../../domain/tracks-and-steps.ts';
import type { CalendarIndex } from '../calendar/calendar-index.ts';
import { dayNumber } from '../calendar/day-number.ts';
import { officeSerial, serialEnds } from '../calendar/office-day.ts';
import { awaitedUntil } from '../lights-and-forecast/forecast.ts';
import { openTaskOf, openStep } from '../state-machines/step-progress.ts';
import { readSerials } from '../step-clock/charging.ts';
import { taskSegment } from '../step-clock/ledger-segment.ts';
import type { Assumption } from './assumptions.ts';
import { endStops, finishTask, isStopped, settle, stopStep } from './hypothetical-step.ts';

/** Plays an order from `now` to its permit as the forecast foresees it, with what is assumed of its steps and tasks. */
export function playOrder(
  index: CalendarIndex,
  order: Order,
  { now, assumptions }: { now: Instant; assumptions: readonly Assumption[] },
): Order {
  const played = playPlan(order, (planned, openedAt) => {
    const step = order.steps.find(({ code }) => code === planned.code) ?? openStep(planned, openedAt);
    return playStep(index, step, now, aheadOf(index, planned, assumptions));
  });
  return { ...order, ...played };
}

/** The steps of a plan one by one, each from the instant the last of those it waits for closed, and when the order then closes. */
export function playPlan(
  { plan, receivedAt }: Pick<Order, 'plan' | 'receivedAt'>,
  play: (planned: PlannedStep, openedAt: Instant) => Step,
): { steps: Step[]; closedAt: Instant } {
  const steps: Step[] = [];
  const closing = (code: StepCode) => steps.find((one) => one.code === code)?.closedAt ?? receivedAt;
  for (const planned of plan) steps.push(play(planned, Math.max(receivedAt, ...planned.after.map(closing))));
  return { steps, closedAt: Math.max(...steps.map(({ code }) => closing(code))) };
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

/** What is assumed of a step, its days as serials. */
interface Ahead {
  /** working days more, by task */
  readonly late: ReadonlyMap<TaskCode, number>;
  readonly done: ReadonlyMap<TaskCode, number>;
  readonly stops: readonly { readonly from: number; readonly to: number }[];
}

interface Play {
  readonly step: Step;
  /** working days the open task still needs, and those it will be late after them */
  readonly left: number;
  readonly late: number;
}

/**
 * Plays a step from `now` to its end, office day by office day, as the forecast foresees it: the open task takes what it has left
 * and is not done before today, the later ones take their budgets, what waits for the enterprise goes on after today,
 * and stops end as planned. All that is played happens in the last instant of its office day.
 */
function playStep(index: CalendarIndex, opened: Step, now: Instant, ahead: Ahead): Step {
  const first = officeSerial(index, Math.max(now, opened.openedAt));
  const stops = ahead.stops.map(({ from, to }) => ({ from: Math.max(from, first), to }));
  const endOf = (serial: number) => serialEnds(index, serial) - 1;
  let play = begin(index, opened, first, ahead);
  for (let day = first; play.step.closedAt === null; day++) {
    const wasStopped = isStopped(play.step);
    const isWorked = day > first && !wasStopped;
    const worked = { ...play, left: play.left - (isWorked ? 1 : 0) };
    play = playEnd(worked, { ...ahead, stops }, { day, endOf, wasStopped });
  }
  return play.step;
}

/** What the open task still needs after the first day, which belongs to the bucket in force as it began. */
function begin(index: CalendarIndex, step: Step, first: number, { late }: Ahead): Play {
  const task = openTaskOf(step);
  const segment = task && taskSegment(step, task);
  if (!task || !segment) return { step, left: 0, late: 0 };
  const awaited = awaitedUntil(index, task);
  const left = awaited === null ? task.budget - readSerials(index, segment, first + 1).used : awaited - first;
  return { step, left: Math.max(0, left), late: late.get(task.code) ?? 0 };
}

interface DayEnd {
  readonly day: number;
  /** the last instant of an office day */
  readonly endOf: (serial: number) => Instant;
  readonly wasStopped: boolean;
}

/** The end of an office day: stops end, tasks are finished, stops begin. */
function playEnd(play: Play, ahead: Ahead, { day, endOf, wasStopped }: DayEnd): Play {
  const at = endOf(day);
  const step = settle(wasStopped ? endStops(play.step, at) : play.step, at);
  const beginning = ahead.stops.filter(({ from, to }) => from === day && day < to);
  const staysStopped = wasStopped && (isStopped(step) || beginning.length > 0);
  const worked = finishTasks({ ...play, step }, ahead, { day, at, staysStopped });
  if (worked.step.closedAt !== null) return worked;
  return { ...worked, step: beginning.reduce((one, { to }) => stopStep(one, at, endOf(to)), worked.step) };
}

interface TaskEnd {
  readonly day: number;
  readonly at: Instant;
  /** the step was stopped as the day began and is so as it ends */
  readonly staysStopped: boolean;
}

/** Finishes the open task if it is ready, and at once those after it that take no days. */
function finishTasks(play: Play, { late, done }: Omit<Ahead, 'stops'>, end: TaskEnd): Play {
  const task = openTaskOf(play.step);
  if (!task) return play;
  const doneOn = done.get(task.code);
  const isReady = doneOn === undefined ? play.left <= 0 && !end.staysStopped : doneOn <= end.day;
  if (!isReady) return play;
  if (doneOn === undefined && play.late > 0) return { ...play, left: play.late, late: 0 };
  const step = finishTask(play.step, end.at);
  const next = openTaskOf(step);
  const following = { step, left: next?.budget ?? 0, late: (next && late.get(next.code)) ?? 0 };
  return finishTasks(following, { late, done }, end);
}
