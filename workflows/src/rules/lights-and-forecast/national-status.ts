import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { NationalStatus, TimeState } from '../../domain/national-status.ts';
import type { Step, Task } from '../../domain/step.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { officeSerial } from '../calendar/office-day.ts';
import { isRunning } from '../state-machines/review-guards.ts';
import { isPausing, readSerials } from '../step-clock/charging.ts';
import { warningDaysOf } from './step-light.ts';
import { segmentAsOf, taskSegment } from '../step-clock/ledger-segment.ts';

/** What a step does not tell of its end. */
interface End {
  /** the step ended with its order, which something else had ended: its open task was not decided */
  readonly withOrder: boolean;
  /** what was issued was taken back afterwards */
  readonly isRevoked: boolean;
}

/** The national status of a task of a step, as both stand; null before the task opens. */
export function nationalStatus(step: Step, task: Task, end: End): NationalStatus | null {
  if (task.openedAt === null) return null;
  if (task.state === 'done') return end.isRevoked ? 15 : 11;
  if (task.closedAt !== null) return endedStatus(step, task, end);
  if (task.kind === 'commission') return task.state === 'working' || task.state === 'delivered' ? 8 : 1;
  if (step.stops.some(isRunning)) return 9;
  if (task.state === 'withheld') return 12;
  return task.state === 'supplementing' ? 6 : newestStatus(step, task);
}

/** What ended undecided was taken back: before it was accepted, or after. */
function endedStatus({ outcome, ledger }: Step, task: Task, { withOrder }: End): NationalStatus {
  if (!withOrder && outcome === 'refused') return 13;
  if (!withOrder && outcome === 'not-accepted') return 5;
  const lines = ledger.filter((line) => line.task === task.code);
  return isAccepted(task, lines.length) ? 14 : 2;
}

/** A review without papers is accepted as it opens; a commission, which nobody accepts, with the second of its lines: an agency is hired. */
const isAccepted = (task: Task, lines: number): boolean =>
  task.kind === 'commission' ? lines > 1 : task.papers !== true || task.acceptance !== null;

/** Of what has happened to an open review, the newest says where it stands; of one instant, what comes later here. */
function newestStatus({ stops, ledger }: Step, task: Task): NationalStatus {
  const own = ledger.filter((line) => line.task === task.code);
  const opened: [number, NationalStatus] = [task.openedAt ?? 0, task.papers ? 1 : 3];
  const happened: [number | null | undefined, NationalStatus][] = [
    ...task.supplements.map(({ suppliedAt }): [number | null, NationalStatus] => [suppliedAt, 7]),
    [task.acceptance?.at, 3],
    [own.findLast(({ because }) => atWork.includes(because))?.at, 8],
    ...stops.map(({ endedAt }): [number | null, NationalStatus] => [endedAt, 10]),
  ];
  return happened.reduce<[number, NationalStatus]>(
    (newest, [at, status]) => (at != null && at >= newest[0] ? [at, status] : newest),
    opened,
  )[1];
}

/** The lines of a ledger that say that the department is at work. */
const atWork: readonly string[] = ['review', 'return'];

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
