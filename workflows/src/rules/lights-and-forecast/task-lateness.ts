import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Step, Task } from '../../domain/step.ts';
import type { TaskCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex, type CalendarIndex } from '../calendar/calendar-index.ts';
import { officeSerial, serialEnds } from '../calendar/office-day.ts';
import { stepAsOf } from '../state-machines/as-of.ts';
import { openTaskOf } from '../state-machines/step-progress.ts';
import { readSerials } from '../step-clock/charging.ts';
import { segmentAsOf, taskSegment } from '../step-clock/ledger-segment.ts';
import type { LightMark } from './lights-read.ts';

/** The lateness of single tasks, each by its own clock, and what of it sends a step to the fallback window. */

/** Working days beyond its budget after which a late task opens a case: its budget again, at least 1 and at most 3 (design: timeout escalation). */
const overrunDays = (budget: number): number => Math.min(3, Math.max(1, budget));

/** A task and the instant from which it was late or overrun: 17:00:00.000 of the last day it had. */
export interface TaskMark {
  readonly task: TaskCode;
  readonly at: Instant;
}

/** What opens a step's case, or is written on it: a task that is late beyond its overrun days, or the step's red light. */
export type EscalationCause =
  | { readonly cause: 'task-overrun'; readonly task: TaskCode; readonly at: Instant }
  | { readonly cause: 'step-red'; readonly task: null; readonly at: Instant };

type BudgetOf = (task: Task) => number;
const ownBudget: BudgetOf = ({ budget }) => budget;
const withOverrun: BudgetOf = ({ budget }) => budget + overrunDays(budget);

/** Every task that was late while it was open, as of `now`, derived from the ledger alone. */
export const taskLateMarks = (calendar: Calendar, step: Step, now: Instant): readonly TaskMark[] =>
  passedMarks(calendar, step, now, ownBudget);

/** Every task that was late beyond its overrun days while it was open, as of `now`. Paused days count for neither. */
export const taskOverrunMarks = (calendar: Calendar, step: Step, now: Instant): readonly TaskMark[] =>
  passedMarks(calendar, step, now, withOverrun);

/** The open task and since when it is late; null where it is not, or none is open. */
export function lateTaskOf(calendar: Calendar, step: Step, now: Instant): TaskMark | null {
  const open = openTaskOf(stepAsOf(step, now));
  return taskLateMarks(calendar, step, now).find(({ task }) => task === open?.code) ?? null;
}

/** Why a step with these lights and overruns is one for the fallback window, in order; of one instant the task comes first. */
export function escalationOf(
  lights: readonly LightMark[],
  overruns: readonly TaskMark[],
): readonly EscalationCause[] {
  const reds = lights.filter(({ light }) => light === 'RED');
  const causes: EscalationCause[] = [
    ...overruns.map((mark) => ({ cause: 'task-overrun' as const, ...mark })),
    ...reds.map(({ at }) => ({ cause: 'step-red' as const, task: null, at })),
  ];
  return causes.sort((a, b) => a.at - b.at);
}

/** The first instant after `after` at which the open task becomes late or overrun without any further event; none while it is paused. */
export function nextTaskMark(
  calendar: Calendar,
  step: Step,
  after: Instant,
): { readonly at: Instant; readonly what: 'task-late' | 'task-overrun' } | null {
  const index = calendarIndex(calendar);
  const task = openTaskOf(stepAsOf(step, after));
  if (!task) return null;
  const late = readTask(index, step, { ...task, budget: ownBudget(task) }, after);
  if (late && !late.isPassed) return { at: late.at, what: 'task-late' };
  const overrun = readTask(index, step, { ...task, budget: withOverrun(task) }, after);
  return overrun && !overrun.isPassed ? { at: overrun.at, what: 'task-overrun' } : null;
}

function passedMarks(calendar: Calendar, step: Step, now: Instant, budget: BudgetOf): readonly TaskMark[] {
  const index = calendarIndex(calendar);
  return step.tasks.flatMap((task) => {
    const read = readTask(index, step, { ...task, budget: budget(task) }, now);
    return read?.isPassed ? [{ task: task.code, at: read.at }] : [];
  });
}

/** When the last day of a task ends, or ended, as of `now`; null while it waits, or is paused in time. */
function readTask(
  index: CalendarIndex,
  step: Step,
  task: Task,
  now: Instant,
): { readonly at: Instant; readonly isPassed: boolean } | null {
  const segment = taskSegment(step, task);
  if (segment === null || segment.openedAt > now) return null;
  const { due, isLate } = readSerials(index, segmentAsOf(segment, now), officeSerial(index, now));
  return due === null ? null : { at: serialEnds(index, due), isPassed: isLate };
}
