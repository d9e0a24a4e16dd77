import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { NationalStatus, TimeState } from '../../domain/national-status.ts';
import type { Step, Task } from '../../domain/step.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { officeSerial } from '../calendar/office-day.ts';
import { isPausing, readSerials } from '../step-clock/charging.ts';
import { warningDaysOf } from './step-light.ts';
import { segmentAsOf, taskSegment } from '../step-clock/ledger-segment.ts';

/** What a step does not tell of its end. */
interface End {
  /** the step ended with its order, which something else had ended: its open task was not decided */
  readonly withOrder: boolean;
}

/** The national status of a task of a step, as both stand; null before the task opens. */
export function nationalStatus(step: Step, task: Task, end: End): NationalStatus | null {
  if (task.openedAt === null) return null;
  if (task.state === 'done') return 11;
  if (task.closedAt !== null) return endedStatus(step, task, end);
  if (task.kind === 'commission') return task.state === 'working' || task.state === 'delivered' ? 8 : 1;
  return stopStatus(step, task) ?? (isAtWork(step, task) ? 8 : 3);
}

/** A task that ended undecided was withdrawn: before anybody was at work on it, or after. */
function endedStatus(step: Step, task: Task, { withOrder }: End): NationalStatus {
  if (step.outcome === 'refused' && !withOrder) return 13;
  return isAtWork(step, task) ? 14 : 2;
}

/** Whether a stop runs, or one has ended and nothing has happened to the task since. */
function stopStatus({ stops, ledger }: Step, task: Task): NationalStatus | null {
  if (stops.some(({ endedAt }) => endedAt === null)) return 9;
  const ended = Math.max(...stops.map(({ endedAt }) => endedAt ?? 0));
  const last = ledger.findLast((line) => line.task === task.code)?.at ?? 0;
  return ended > 0 && ended >= last && ended >= (task.openedAt ?? 0) ? 10 : null;
}

/** Work on a task has begun when it has a second line in the ledger: an opinion was given, or an agency hired. */
const isAtWork = ({ ledger }: Step, task: Task): boolean =>
  ledger.filter((line) => line.task === task.code).length > 1;

/** Whether a task is in time by what was promised, as of `now`; a task warns as its step does, by its own budget. */
export function timeState(calendar: Calendar, step: Step, task: Task, now: Instant): TimeState {
  const segment = taskSegment(step, task);
  if (segment === null || segment.openedAt > now) return 1;
  const index = calendarIndex(calendar);
  const today = officeSerial(index, now);
  const { isLate, due, inForce } = readSerials(index, segmentAsOf(segment, now), today);
  if (isLate) return 3;
  if (due === null || inForce === null || isPausing(inForce)) return 1;
  return due - today + 1 <= warningDaysOf(task.budget) ? 2 : 1;
}
