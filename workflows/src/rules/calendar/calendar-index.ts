import type { Calendar } from '../../domain/calendar.ts';
import { dayNumber } from './day-number.ts';

/**
 * An index of a calendar for fast counting. Working days have consecutive *serials*: the serial of any day is the number of working days up to
 * and including it, from an arbitrary origin. Every count of the clock adds and compares serials.
 */
export interface CalendarIndex {
  readonly serialOf: (dayNumber: number) => number;
  /** the day number of the working day that has this serial */
  readonly dayNumberAt: (serial: number) => number;
  /** whether a holiday lists the day */
  readonly isOff: (dayNumber: number) => boolean;
}

const indexes = new WeakMap<Calendar, CalendarIndex>();

/** The index of a calendar, made once per calendar value. */
export function calendarIndex(calendar: Calendar): CalendarIndex {
  const known = indexes.get(calendar);
  if (known) return known;
  const made = makeIndex(calendar);
  indexes.set(calendar, made);
  return made;
}

/** Exact days between the first and the last listed day; outside them only weekends are known, so a formula is enough. */
function makeIndex(calendar: Calendar): CalendarIndex {
  const off = new Set(calendar.off.map(dayNumber));
  const work = new Set(calendar.work.map(dayNumber));
  const listed = [...off, ...work];
  const first = listed.length === 0 ? 0 : Math.min(...listed);
  const origin = weekdaysThrough(first - 1);
  const worked: number[] = [];
  const serials: number[] = [];
  for (let day = first; day <= Math.max(first, ...listed); day++) {
    if (work.has(day) || (isWeekday(day) && !off.has(day))) worked.push(day);
    serials.push(origin + worked.length);
  }
  const last = first + serials.length - 1;
  const drift = origin + worked.length - weekdaysThrough(last);
  return {
    serialOf: (day) => serials[day - first] ?? weekdaysThrough(day) + (day > last ? drift : 0),
    dayNumberAt: (serial) =>
      worked[serial - origin - 1] ?? weekdayAt(serial > origin ? serial - drift : serial),
    isOff: (day) => off.has(day),
  };
}

/** 1970-01-01 was a Thursday: shifted by three, weeks begin on Mondays. */
export const isWeekday = (day: number): boolean => weekdaysThrough(day) > weekdaysThrough(day - 1);

function weekdaysThrough(day: number): number {
  const week = Math.floor((day + 3) / 7);
  return 5 * week + Math.min(day + 3 - 7 * week + 1, 5);
}

function weekdayAt(count: number): number {
  const week = Math.floor((count - 1) / 5);
  return 7 * week + (count - 5 * week - 1) - 3;
}
