import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import { dayEnds, officeDay } from './office-day.ts';
import { nextWorkingDay } from './working-days.ts';

const hourMs = 3_600_000;
/** Offices are open from 9:00 to 17:00 of working days. */
const openMs = 8 * hourMs;

/** The instant at which so many office hours have passed since `from`; hours above 0, counted on working days from 9:00 to 17:00 only. */
export function afterOfficeHours(calendar: Calendar, from: Instant, hours: number): Instant {
  let day = officeDay(calendar, from);
  let at = from;
  for (let left = hours * hourMs; ; day = nextWorkingDay(calendar, day)) {
    const closes = dayEnds(calendar, day);
    at = Math.max(at, closes - openMs);
    if (at + left <= closes) return at + left;
    left -= closes - at;
  }
}
