import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import { endOfDays } from '../calendar/office-day.ts';
import { afterOfficeHours } from '../calendar/office-hours.ts';

/** Working days a tender is open for bids at least (domain: notice ≥ 1). */
const noticeDays = 1;
/** Office hours an urgent one is open at least (domain: urgent 4 business hours). */
const urgentHours = 4;
/** Working days a tender is open at most: the owner waits as long, so that the order's days are not lost by a slip of the pen. */
const longestDays = 10;

/** Between which instants a tender that is published at `at` may close; the instant itself is too late for a bid. */
export const closingRange = (
  calendar: Calendar,
  at: Instant,
  isUrgent: boolean,
): { readonly earliest: Instant; readonly latest: Instant } => ({
  earliest: isUrgent ? afterOfficeHours(calendar, at, urgentHours) : endOfDays(calendar, at, noticeDays),
  latest: endOfDays(calendar, at, longestDays),
});
