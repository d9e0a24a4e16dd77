import type { Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import { shanghaiStart } from '../../domain/shanghai-time.ts';
import { dayNumber, dayOf } from '../calendar/day-number.ts';

/** The calendar day `n` days after a day, before it when n is negative; days off count. */
export const addDays = (day: Day, n: number): Day => dayOf(dayNumber(day) + n);

/**
 * The day on which a term of `n` months ends that begins with `day`: the day of the same number, or the last of a shorter month; the
 * first day does not count (Civil Code, arts. 201 and 202).
 */
export function addMonths(day: Day, n: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + n, 0));
  const reached = Math.min(date, lastOfMonth.getUTCDate());
  return dayOf(dayNumber(lastOfMonth.toISOString().slice(0, 10) as Day) - lastOfMonth.getUTCDate() + reached);
}

/** 24:00 of a calendar day of Asia/Shanghai, no longer included. */
export const endOfCivilDay = (day: Day): Instant => shanghaiStart(addDays(day, 1));
