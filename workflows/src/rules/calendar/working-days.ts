import type { Calendar, Day } from '../../domain/calendar.ts';
import { calendarIndex } from './calendar-index.ts';
import { dayNumber, dayOf } from './day-number.ts';

/** Whether the day is worked: weekdays but holidays, and the make-up Saturdays and Sundays. */
export const isWorkingDay = (calendar: Calendar, day: Day): boolean =>
  workingDaysIn(calendar, day, day) === 1;

/** The first working day after `day`. */
export const nextWorkingDay = (calendar: Calendar, day: Day): Day => addWorkingDays(calendar, day, 1);

/** The last working day before `day`. */
export function previousWorkingDay(calendar: Calendar, day: Day): Day {
  const index = calendarIndex(calendar);
  return dayOf(index.dayNumberAt(index.serialOf(dayNumber(day) - 1)));
}

/** The n-th working day after `day`, before it when n is negative; no days after a day is the day itself. */
export function addWorkingDays(calendar: Calendar, day: Day, n: number): Day {
  if (n === 0) return day;
  const index = calendarIndex(calendar);
  return dayOf(index.dayNumberAt(index.serialOf(dayNumber(day)) + n));
}

/** Working days from `from` through `through`, both included; 0 when `through` is before `from`. */
export function workingDaysIn(calendar: Calendar, from: Day, through: Day): number {
  const { serialOf } = calendarIndex(calendar);
  return Math.max(0, serialOf(dayNumber(through)) - serialOf(dayNumber(from) - 1));
}

/** Working days from one day to another: negative when the second lies before the first. */
export function workingDaysBetween(calendar: Calendar, from: Day, to: Day): number {
  const { serialOf } = calendarIndex(calendar);
  return serialOf(dayNumber(to)) - serialOf(dayNumber(from));
}

/** Whether the day lies beyond the last published year, where only weekends are known. */
export const isProvisional = (calendar: Calendar, day: Day): boolean => day > calendar.publishedThrough;
