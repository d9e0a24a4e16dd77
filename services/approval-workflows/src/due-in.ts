import {
  isProvisional,
  officeDay,
  workingDaysBetween,
  type Calendar,
  type Day,
  type Instant,
} from '@doudi/workflows';

/** A due day as an inbox says it. */
export const dueIn = (calendar: Calendar, dueDay: Day | null, now: Instant) => ({
  dueDay,
  daysLeft: dueDay && workingDaysBetween(calendar, officeDay(calendar, now), dueDay),
  isLate: dueDay !== null && officeDay(calendar, now) > dueDay,
  provisional: dueDay !== null && isProvisional(calendar, dueDay),
});
