import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Step, Task } from '../../domain/step.ts';
import type { TaskCode } from '../../domain/tracks-and-steps.ts';
import { dayEnds, officeDay } from '../calendar/office-day.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { isRunning, isToAccept } from './review-guards.ts';
import { openTaskOf, stepProgress } from './step-progress.ts';

/** Working days to accept papers or say what is missing, silence being acceptance: Administrative Licensing Law, art. 32. */
const acceptanceDays = 5;

/** Something that happens to the open task by itself when its time has come. */
export interface DueMark {
  readonly kind: 'deem-accepted' | 'stop-over' | 'lapse';
  readonly task: TaskCode;
  /** the first instant it is so: 17:00 of its last day */
  readonly at: Instant;
}

/** The end of the n-th working day after the office day of an instant. */
const endOfDays = (calendar: Calendar, from: Instant, days: number): Instant =>
  dayEnds(calendar, addWorkingDays(calendar, officeDay(calendar, from), days));

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

/** What happens to a step next by itself, apart from its lights. */
export function nextDueMark(calendar: Calendar, step: Step): DueMark | null {
  const task = openTaskOf(step);
  if (!task) return null;
  const ends = step.stops.filter(isRunning).map(({ plannedEnd }) => plannedEnd);
  const marks = [
    { kind: 'stop-over' as const, at: ends.length > 0 ? Math.min(...ends) : null },
    { kind: 'lapse' as const, at: supplementEnds(calendar, task) },
    { kind: 'deem-accepted' as const, at: acceptanceEnds(calendar, task) },
  ].flatMap(({ kind, at }) => (at === null ? [] : [{ kind, at, task: task.code }]));
  return marks.reduce<DueMark | null>((first, mark) => (first && first.at <= mark.at ? first : mark), null);
}

/** The next mark that needs nobody to be asked, when it is due at `now`. Whether a supplement has lapsed is asked first. */
export function dueAt(calendar: Calendar, step: Step, now: Instant): DueMark | null {
  const mark = nextDueMark(calendar, step);
  return mark && mark.at <= now && mark.kind !== 'lapse' ? mark : null;
}

/** A step with every mark due at `now`, also those its workflow has not written yet. */
export function withDueMarks(calendar: Calendar, step: Step, now: Instant): Step {
  const mark = dueAt(calendar, step, now);
  if (!mark) return step;
  const next = stepProgress(step, { ...mark, by: { subject: 'clock' } });
  return isRefusal(next) ? step : withDueMarks(calendar, next, now);
}
