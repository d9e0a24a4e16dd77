import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Bucket } from '../../domain/ledger.ts';
import type { Step, Task } from '../../domain/step.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { dayAt, officeSerial } from '../calendar/office-day.ts';
import { isProvisional } from '../calendar/working-days.ts';
import { readSerials, type SerialReading } from './charging.ts';
import { stepSegment, type LedgerSegment, segmentAsOf, taskSegment } from './ledger-segment.ts';

/** What a clock shows; days are office days, counts are working days. */
export interface ClockReading {
  /** the day of receipt, not counted */
  readonly day0: Day;
  /** charged days by whose they were; their sum is all charged days */
  readonly buckets: Record<Bucket, number>;
  /** GOV + AGENCY */
  readonly used: number;
  /** budget − used; negative once overdue */
  readonly remaining: number;
  readonly chargedThrough: Day;
  /** null when closed */
  readonly inForce: Bucket | null;
  /** null while paused in time */
  readonly dueDay: Day | null;
  readonly isLate: boolean;
  /** the due day lies beyond the last published year */
  readonly isProvisional: boolean;
}

/** The clock of a segment as it stood at `now` (at its opening, if `now` is earlier). */
export function readClock(calendar: Calendar, segment: LedgerSegment, now: Instant): ClockReading {
  const index = calendarIndex(calendar);
  const at = Math.max(now, segment.openedAt);
  return withDays(
    calendar,
    segment.budget,
    readSerials(index, segmentAsOf(segment, at), officeSerial(index, at)),
  );
}

export const stepClock = (calendar: Calendar, step: Step, now: Instant): ClockReading =>
  readClock(calendar, stepSegment(step), now);

/** The clock of one task over its own segment of the step's ledger; null while it waits. */
export function taskClock(calendar: Calendar, step: Step, task: Task, now: Instant): ClockReading | null {
  const segment = taskSegment(step, task);
  return segment === null || segment.openedAt > now ? null : readClock(calendar, segment, now);
}

/** A reading with its days written out. */
export function withDays(
  calendar: Calendar,
  budget: number,
  { through, due, ...rest }: SerialReading,
): ClockReading {
  const index = calendarIndex(calendar);
  const dueDay = due === null ? null : dayAt(index, due);
  return {
    day0: dayAt(index, rest.day0),
    buckets: rest.buckets,
    used: rest.used,
    remaining: budget - rest.used,
    chargedThrough: dayAt(index, through),
    inForce: rest.inForce,
    dueDay,
    isLate: rest.isLate,
    isProvisional: dueDay !== null && isProvisional(calendar, dueDay),
  };
}
