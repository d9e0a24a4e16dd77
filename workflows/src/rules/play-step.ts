import type { TaskCode } from '../domain/catalogue.ts';
import type { Instant } from '../domain/instant.ts';
import type { Step } from '../domain/step.ts';
import type { CalendarIndex } from './calendar-index.ts';
import { endStops, finishTask, isStopped, settle, stopStep } from './hypothetical-step.ts';
import { officeSerial, serialEnds } from './office-day.ts';
import { openTask } from './step-light.ts';
import { taskStretch } from './stretch.ts';
import { tally } from './tally.ts';

/** What is assumed of a step, its days as serials. */
export interface Ahead {
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
export function playStep(index: CalendarIndex, opened: Step, now: Instant, ahead: Ahead): Step {
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
  const task = openTask(step);
  const stretch = task && taskStretch(step, task);
  if (!task || !stretch) return { step, left: 0, late: 0 };
  const left = task.budget - tally(index, stretch, first + 1).used;
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
  const task = openTask(play.step);
  if (!task) return play;
  const doneOn = done.get(task.code);
  const isReady = doneOn === undefined ? play.left <= 0 && !end.staysStopped : doneOn <= end.day;
  if (!isReady) return play;
  if (doneOn === undefined && play.late > 0) return { ...play, left: play.late, late: 0 };
  const step = finishTask(play.step, end.at);
  const next = openTask(step);
  const following = { step, left: next?.budget ?? 0, late: (next && late.get(next.code)) ?? 0 };
  return finishTasks(following, { late, done }, end);
}
