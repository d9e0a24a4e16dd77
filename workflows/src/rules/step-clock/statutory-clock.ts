import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Limit } from '../../domain/plan.ts';
import type { Step, Task } from '../../domain/step.ts';
import { calendarIndex, type CalendarIndex } from '../calendar/calendar-index.ts';
import { dayAt, officeSerial } from '../calendar/office-day.ts';
import { isProvisional } from '../calendar/working-days.ts';
import { isCounting, readSerials } from './charging.ts';
import { type LedgerSegment, segmentAsOf, taskSegment } from './ledger-segment.ts';

/** A limit with its due day and whether it has passed. */
export interface LimitReading extends Limit {
  /** null while the task waits or is paused in time */
  readonly dueDay: Day | null;
  readonly isLate: boolean;
  readonly isProvisional: boolean;
}

/** What the law's limit of a task says at `now`, whatever was promised; untouched before the task opens. */
export function statutoryClock(
  calendar: Calendar,
  { step, task, limit }: { step: Step; task: Task; limit: Limit },
  now: Instant,
): LimitReading {
  const whole = taskSegment(step, task);
  if (whole === null || whole.openedAt > now) return untouched(limit);
  const index = calendarIndex(calendar);
  const segment = segmentAsOf(whole, now);
  const today = officeSerial(index, segment.closedAt ?? now);
  const { through } = readSerials(index, segment, today);
  const due = statutoryDue(index, {
    segment: countedByLaw(segment, task, now),
    limit: extended(limit, task, now),
    through,
  });
  const dueDay = due === null ? null : dayAt(index, due);
  const provisional = dueDay !== null && isProvisional(calendar, dueDay);
  return {
    ...extended(limit, task, now),
    dueDay,
    isLate: due !== null && today > due,
    isProvisional: provisional,
  };
}

/** With the last paper that was missing before acceptance the limit begins anew, its office day being day 0 (art. 32). */
function countedByLaw(segment: LedgerSegment, { supplements }: Task, now: Instant): LedgerSegment {
  const begun = supplements.findLast(
    ({ isAfterAcceptance, suppliedAt }) => !isAfterAcceptance && suppliedAt !== null && suppliedAt <= now,
  )?.suppliedAt;
  if (begun === undefined || begun === null) return segment;
  return { ...segment, openedAt: begun, changes: segment.changes.filter(({ at }) => at >= begun) };
}

const extended = (limit: Limit, { extension }: Task, now: Instant): Limit =>
  extension && extension.grantedAt <= now ? { ...limit, days: limit.days + extension.days } : limit;

/** A limit that has not begun to run. */
export const untouched = (limit: Limit): LimitReading => ({
  ...limit,
  dueDay: null,
  isLate: false,
  isProvisional: false,
});

/**
 * The serial of the day a limit by law ends on, from the days charged through the serial `through`. Its days run from the day after
 * day 0 while a department or agency has the work; a day off goes with the working day after it, so a pause moves a limit in
 * calendar days on by the calendar days from the day it began to the day it ended. A last day that is off rolls over to the next
 * working day (Civil Code art. 203). Once passed it stays; none while paused in time, as for the promised clock.
 */
function statutoryDue(
  index: CalendarIndex,
  { segment, limit, through }: { segment: LedgerSegment; limit: Limit; through: number },
): number | null {
  const { lengthOf, endOf } = measures[limit.unit](index);
  let left = limit.days;
  let from = officeSerial(index, segment.openedAt);
  for (const [i, { bucket }] of segment.changes.entries()) {
    const next = segment.changes[i + 1];
    const to = Math.max(from, next ? Math.min(through, officeSerial(index, next.at)) : through);
    if (isCounting(bucket)) {
      const end = endOf(from, left);
      if (end < to || !next) return end;
      left = Math.max(0, left - lengthOf(from, to));
    }
    from = to;
  }
  return null;
}

/** How long a limit's days are, between working days given by serial. */
interface Measure {
  readonly lengthOf: (from: number, to: number) => number;
  /** the first working day by which `days` have passed since `from` */
  readonly endOf: (from: number, days: number) => number;
}

const measures: Record<Limit['unit'], (index: CalendarIndex) => Measure> = {
  'working-day': () => ({ lengthOf: (from, to) => to - from, endOf: (from, days) => from + days }),
  'calendar-day': ({ dayNumberAt, serialOf }) => ({
    lengthOf: (from, to) => dayNumberAt(to) - dayNumberAt(from),
    endOf: (from, days) => serialOf(dayNumberAt(from) + days - 1) + 1,
  }),
};
