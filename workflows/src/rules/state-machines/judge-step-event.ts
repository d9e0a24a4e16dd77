import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PlannedStep } from '../../domain/plan.ts';
import type { Refusal, StepRefusal } from '../../domain/refusal.ts';
import type { Step, Task } from '../../domain/step.ts';
import { dayBegins, dayEnds, officeDay } from '../calendar/office-day.ts';
import { isWorkingDay, nextWorkingDay } from '../calendar/working-days.ts';
import { taskClock } from '../step-clock/clock.ts';
import { statutoryClock } from '../step-clock/statutory-clock.ts';
import {
  acceptanceEnds,
  consultationEnds,
  promiseBreaks,
  supplementEnds,
  withDueMarks,
} from './due-marks.ts';
import { isRunning } from './review-guards.ts';
import { type StepEvent, stepProgress } from './step-progress.ts';

/** What the time limits of a step's acts follow from, beside the step. */
export interface Timing {
  readonly calendar: Calendar;
  readonly planned: PlannedStep;
}

/** What an event makes of a step as it stands at the event's instant, or why it is refused, the limits in time included. */
export function judgeStepEvent(timing: Timing, step: Step, event: StepEvent): Step | Refusal<StepRefusal> {
  const current = withDueMarks(timing.calendar, step, event.at);
  if (answersNothing(current, event)) return { refused: 'no-supplement-asked' };
  const until = lastInstantOf(timing, current, event);
  const next = stepProgress(current, event);
  if ('refused' in next) return next;
  if (until !== null && event.at >= until) return { refused: 'too-late', until };
  return (event.kind === 'promise' && dayIsUnfit(timing, current, event)) || next;
}

/** The first and the last day for which a paper of a task can be promised: from tomorrow on, and no longer than the task's own limit. */
export function promiseDays(calendar: Calendar, step: Step, task: Task, now: Instant) {
  const latest = taskClock(calendar, step, task, now)?.dueDay ?? null;
  return { earliest: nextWorkingDay(calendar, officeDay(calendar, now)), latest };
}

function dayIsUnfit(
  { calendar }: Timing,
  step: Step,
  { task: code, day, at }: Extract<StepEvent, { kind: 'promise' }>,
): Refusal<StepRefusal> | undefined {
  const task = step.tasks.find((one) => one.code === code);
  const range = task && promiseDays(calendar, step, task, at);
  const isFit = range?.latest && range.earliest <= day && day <= range.latest && isWorkingDay(calendar, day);
  return isFit ? undefined : { refused: 'promise-out-of-range', ...range };
}

/** What arrives late answers a notice that had been given by its own instant, never one given since. */
function answersNothing({ tasks }: Step, event: StepEvent): boolean {
  if (event.kind !== 'supply') return false;
  const { supplements = [] } = tasks.find(({ code }) => code === event.task) ?? {};
  return supplements.some(({ askedAt, suppliedAt }) => suppliedAt === null && event.at < askedAt);
}

/** The first instant at which an act is too late; null when it has no such limit. */
export function lastInstantOf(timing: Timing, step: Step, event: StepEvent): Instant | null {
  const task = 'task' in event ? step.tasks.find(({ code }) => code === event.task) : undefined;
  if (!task || task.closedAt !== null) return null;
  if (event.kind === 'promise') return lastPromise(timing, step, task, event.at);
  if (event.kind === 'papers-arrived') return promiseBreaks(timing.calendar, task);
  if (isBeforeAcceptance(event)) return acceptanceEnds(timing.calendar, task);
  if (event.kind === 'supply') return supplementEnds(timing.calendar, task);
  if (event.kind === 'opine') return consultationEnds(timing.calendar, task);
  if (event.kind === 'end-stop') return lastPlannedEnd(step);
  const lastDay =
    event.kind === 'decide-request' && event.verdict === 'grant' ? lastDayOf(task, event.no) : null;
  // as the stop itself, which ends in the last instant of its last day
  if (lastDay) return dayEnds(timing.calendar, lastDay) - 1;
  return concernsExtension(task, event) ? limitEnds(timing, { step, task }, event.at) : null;
}

/** Before acceptance, and while a day is left for which to promise. */
function lastPromise({ calendar }: Timing, step: Step, task: Task, now: Instant): Instant | null {
  const { latest } = promiseDays(calendar, step, task, now);
  const ends = [acceptanceEnds(calendar, task), latest && dayBegins(calendar, latest)];
  const known = ends.filter((end) => end !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

/** Only possible before acceptance, which silence brings about. */
const isBeforeAcceptance = (event: StepEvent): boolean =>
  event.kind === 'accept-papers' ||
  event.kind === 'ask-supplement' ||
  (event.kind === 'review' && event.opinion === 'not-accept') ||
  (event.kind === 'check' && event.verdict === 'not-accept');

/** When the last of the stops that run is over by itself. */
function lastPlannedEnd({ stops }: Step): Instant | null {
  const ends = stops.filter(isRunning).map(({ plannedEnd }) => plannedEnd);
  return ends.length > 0 ? Math.max(...ends) : null;
}

/** The last day of the stop that is requested under this number. */
function lastDayOf({ requests }: Task, no: number): Day | null {
  const request = requests.find((one) => one.no === no);
  return request?.kind === 'stop' ? request.lastDay : null;
}

/** An extension is requested and granted before the limit by law has passed; it can be denied at any time. */
function concernsExtension(task: Task, event: StepEvent): boolean {
  if (event.kind === 'request') return event.request.kind === 'extension';
  if (event.kind !== 'decide-request' || event.verdict === 'deny') return false;
  return task.requests.some(({ no, kind }) => no === event.no && kind === 'extension');
}

function limitEnds(
  { calendar, planned }: Timing,
  { step, task }: { step: Step; task: Task },
  now: Instant,
): Instant | null {
  const limit = planned.tasks.find(({ code }) => code === task.code)?.statutory;
  const dueDay: Day | null = limit ? statutoryClock(calendar, { step, task, limit }, now).dueDay : null;
  return dueDay === null ? null : dayEnds(calendar, dueDay);
}
