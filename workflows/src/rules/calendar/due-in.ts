import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import { officeDay } from './office-day.ts';
import { isProvisional, workingDaysBetween } from './working-days.ts';

/** A due day, if there is one, as it stands at `now`; `daysLeft` are working days, negative once it is late. */
export function dueIn(calendar: Calendar, dueDay: Day | null, now: Instant) {
  const today = officeDay(calendar, now);
  return {
    dueDay,
    daysLeft: dueDay && workingDaysBetween(calendar, today, dueDay),
    isLate: dueDay !== null && today > dueDay,
    provisional: dueDay !== null && isProvisional(calendar, dueDay),
  };
}
