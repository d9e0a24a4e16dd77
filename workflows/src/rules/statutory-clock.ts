import type { Calendar, Day } from '../domain/calendar.ts';
import type { Instant } from '../domain/instant.ts';
import type { Limit } from '../domain/plan.ts';
import type { Step, Task } from '../domain/step.ts';
import { calendarIndex } from './calendar-index.ts';
import { dayAt, officeSerial } from './office-day.ts';
import { statutoryDue } from './statutory-due.ts';
import { stretchAsOf, taskStretch } from './stretch.ts';
import { tally } from './tally.ts';
import { isProvisional } from './working-days.ts';

/** A limit with what became of it. */
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
  const whole = taskStretch(step, task);
  if (whole === null || whole.openedAt > now) return untouched(limit);
  const index = calendarIndex(calendar);
  const stretch = stretchAsOf(whole, now);
  const today = officeSerial(index, stretch.closedAt ?? now);
  const due = statutoryDue(index, { stretch, limit, through: tally(index, stretch, today).through });
  const dueDay = due === null ? null : dayAt(index, due);
  const provisional = dueDay !== null && isProvisional(calendar, dueDay);
  return { ...limit, dueDay, isLate: due !== null && today > due, isProvisional: provisional };
}

/** A limit that has not begun to run. */
export const untouched = (limit: Limit): LimitReading => ({
  ...limit,
  dueDay: null,
  isLate: false,
  isProvisional: false,
});
