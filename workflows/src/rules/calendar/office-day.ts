import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import { calendarIndex, type CalendarIndex } from './calendar-index.ts';
import { dayMs, dayNumber, dayOf } from './day-number.ts';
import { addWorkingDays, previousWorkingDay } from './working-days.ts';

const hourMs = 3_600_000;
/** Asia/Shanghai is eight hours ahead of UTC all year (no summer time since 1991). */
const zoneMs = 8 * hourMs;
/** Offices close at 17:00 (domain: business hours clause); what comes later belongs to the next working day. */
const closingMs = 17 * hourMs;

/** The serial of the office day an instant belongs to. */
export function officeSerial({ serialOf }: CalendarIndex, at: Instant): number {
  const local = at + zoneMs;
  const day = Math.floor(local / dayMs);
  const serial = serialOf(day);
  const isOpen = serial > serialOf(day - 1) && local - day * dayMs < closingMs;
  return isOpen ? serial : serial + 1;
}

/** 17:00 of the day with this number. */
export const dayNumberEnds = (day: number): Instant => day * dayMs + closingMs - zoneMs;

/** 17:00 of the office day with this serial, the first instant that no longer belongs to it. */
export const serialEnds = ({ dayNumberAt }: CalendarIndex, serial: number): Instant =>
  dayNumberEnds(dayNumberAt(serial));

export const dayAt = ({ dayNumberAt }: CalendarIndex, serial: number): Day => dayOf(dayNumberAt(serial));

/** The working day an instant belongs to: its own until 17:00:00.000, then, and on days off, the next. */
export function officeDay(calendar: Calendar, at: Instant): Day {
  const index = calendarIndex(calendar);
  return dayAt(index, officeSerial(index, at));
}

/** The first instant of an office day: 17:00 of the working day before. */
export const dayBegins = (calendar: Calendar, day: Day): Instant =>
  dayEnds(calendar, previousWorkingDay(calendar, day));

/** The end of an office day: 17:00 of it, no longer included. */
export const dayEnds = (_calendar: Calendar, day: Day): Instant => dayNumberEnds(dayNumber(day));

/** The end of the n-th working day after the office day of an instant: when a limit of n days is over. */
export const endOfDays = (calendar: Calendar, from: Instant, days: number): Instant =>
  dayEnds(calendar, addWorkingDays(calendar, officeDay(calendar, from), days));
