import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Step, Task } from '../../domain/step.ts';
import type { TaskCode } from '../../domain/tracks-and-steps.ts';
import { dayEnds, endOfDays } from '../calendar/office-day.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { openPromises, promiseEnds } from './paper-promises.ts';
import { isRunning, isToAccept } from './review-guards.ts';
import { openTaskOf, stepProgress } from './step-progress.ts';

/** Working days to accept papers or say what is missing, silence being acceptance: Administrative Licensing Law, art. 32. */
const acceptanceDays = 5;

/** Something that happens to the open task by itself when its time has come. */
export interface DueMark {
  readonly kind: 'deem-accepted' | 'stop-over' | 'lapse' | 'promise-missed' | 'promise-broken';
  readonly task: TaskCode;
  /** the first instant it is so: 17:00 of its last day */
  readonly at: Instant;
}

/** Until when the papers of an open review can be accepted or found wanting; null when that is settled. */
export function acceptanceEnds(calendar: Calendar, task: Task): Instant | null {
  if (task.openedAt === null || task.closedAt !== null || !isToAccept(task)) return null;
  return endOfDays(calendar, task.openedAt, Math.min(acceptanceDays, task.budget));
}

/** Until when what is missing can be supplied; null when nothing is asked for. */
export function supplementEnds(calendar: Calendar, { supplements, closedAt }: Task): Instant | null {
  const asked = supplements.find(({ suppliedAt }) => suppliedAt === null);
  return asked && closedAt === null ? endOfDays(calendar, asked.askedAt, asked.days) : null;
}

/** Until when a department that is consulted can say something; null where none is. */
export const consultationEnds = (calendar: Calendar, { consults, openedAt }: Task): Instant | null =>
  consults && openedAt !== null ? endOfDays(calendar, openedAt, consults.days) : null;

/** Working days after the promised day until the task is refused (design: conditional acceptance). */
const graceDays = 3;

const earliest = (instants: readonly Instant[]): Instant | null =>
  instants.length > 0 ? Math.min(...instants) : null;

/** When the next promise is missed; null where none is open that has not been missed. */
export const promiseMissedAt = (task: Task): Instant | null =>
  earliest(
    openPromises(task)
      .filter(({ missedAt }) => missedAt === null)
      .map(promiseEnds),
  );

/** When the task is refused for a promise that is not kept; null where none is open. */
export const promiseBreaks = (calendar: Calendar, task: Task): Instant | null =>
  earliest(openPromises(task).map(({ day }) => dayEnds(calendar, addWorkingDays(calendar, day, graceDays))));

/** What happens to a step next by itself, apart from its lights. */
export function nextDueMark(calendar: Calendar, step: Step): DueMark | null {
  const task = openTaskOf(step);
  if (!task) return null;
  const ends = step.stops.filter(isRunning).map(({ plannedEnd }) => plannedEnd);
  const marks = [
    { kind: 'stop-over' as const, at: ends.length > 0 ? Math.min(...ends) : null },
    { kind: 'promise-missed' as const, at: promiseMissedAt(task) },
    { kind: 'lapse' as const, at: supplementEnds(calendar, task) },
    { kind: 'deem-accepted' as const, at: acceptanceEnds(calendar, task) },
    { kind: 'promise-broken' as const, at: promiseBreaks(calendar, task) },
  ].flatMap(({ kind, at }) => (at === null ? [] : [{ kind, at, task: task.code }]));
  return marks.reduce<DueMark | null>((first, mark) => (first && first.at <= mark.at ? first : mark), null);
}

/** Whether it ends the step for want of papers: what had arrived by then is asked first. */
export const isAskedFirst = ({ kind }: DueMark): boolean => kind === 'lapse' || kind === 'promise-broken';

/** The next mark that needs nobody to be asked, when it is due at `now`. */
export function dueAt(calendar: Calendar, step: Step, now: Instant): DueMark | null {
  const mark = nextDueMark(calendar, step);
  return mark && mark.at <= now && !isAskedFirst(mark) ? mark : null;
}

/** A step with every mark due at `now`, also those its workflow has not written yet. */
export function withDueMarks(calendar: Calendar, step: Step, now: Instant): Step {
  const mark = dueAt(calendar, step, now);
  if (!mark) return step;
  const next = stepProgress(step, { ...mark, by: { subject: 'clock' } });
  return isRefusal(next) ? step : withDueMarks(calendar, next, now);
}
