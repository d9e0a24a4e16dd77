import type { Calendar, Day, HolidayCode } from '../../domain/calendar.ts';
import { calendarIndex, isWeekday } from './calendar-index.ts';
import { dayNumber } from './day-number.ts';

/** Why a calendar day is worked or not; of a holiday, and of the day made up for it, which one, where its notice is known. */
export interface DayKind {
  readonly code: 'weekday' | 'weekend' | 'holiday' | 'make-up-day';
  readonly holiday: HolidayCode | null;
}

export function dayKind(calendar: Calendar, day: Day): DayKind {
  const { serialOf, isOff } = calendarIndex(calendar);
  const number = dayNumber(day);
  const isWorked = serialOf(number) > serialOf(number - 1);
  if (isWorked && isWeekday(number)) return { code: 'weekday', holiday: null };
  const holiday = calendar.names?.[day] ?? null;
  if (isWorked) return { code: 'make-up-day', holiday };
  return isOff(number) ? { code: 'holiday', holiday } : { code: 'weekend', holiday: null };
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** The day of the week, as a code of `words`. */
export function weekdayOf(day: Day): (typeof weekdays)[number] {
  // 1970-01-01 was a Thursday
  return weekdays[(((dayNumber(day) + 3) % 7) + 7) % 7] ?? 'monday';
}
