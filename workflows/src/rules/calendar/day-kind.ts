import type { Calendar, Day, HolidayCode } from '../../domain/calendar.ts';
import { calendarIndex, isWeekday } from './calendar-index.ts';
import { dayNumber, dayOf } from './day-number.ts';

/** Why a calendar day is worked or not; of a holiday, and of the day made up for it, which one, where its notice is known. */
export interface DayKind {
  readonly code: 'weekday' | 'weekend' | 'holiday' | 'make-up-day';
  readonly holiday: HolidayCode | null;
}

export const dayKind = (calendar: Calendar, day: Day): DayKind => dayKindOf(calendar, dayNumber(day));

/** The same of a day by its number. */
export function dayKindOf(calendar: Calendar, number: number): DayKind {
  const { serialOf, isOff } = calendarIndex(calendar);
  const isWorked = serialOf(number) > serialOf(number - 1);
  if (isWorked && isWeekday(number)) return weekday;
  const holiday = calendar.names?.[dayOf(number)] ?? null;
  if (isWorked) return { code: 'make-up-day', holiday };
  return isOff(number) ? { code: 'holiday', holiday } : weekend;
}

/** Every calendar day from one to another, both included, at most `most` of them, with why it is worked or not. */
export function dayKindsBetween(
  calendar: Calendar,
  { from, to, most }: { from: Day; to: Day; most: number },
): (DayKind & { readonly day: Day })[] {
  const first = dayNumber(from);
  const count = Math.min(Math.max(0, dayNumber(to) - first + 1), most);
  return Array.from({ length: count }, (_, i) => ({
    day: dayOf(first + i),
    ...dayKindOf(calendar, first + i),
  }));
}

const weekday: DayKind = { code: 'weekday', holiday: null };
const weekend: DayKind = { code: 'weekend', holiday: null };

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** The day of the week, as a code of `words`. */
export function weekdayOf(day: Day): (typeof weekdays)[number] {
  // 1970-01-01 was a Thursday
  return weekdays[(((dayNumber(day) + 3) % 7) + 7) % 7] ?? 'monday';
}
