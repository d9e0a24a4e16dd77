import type { Day } from '../../domain/calendar.ts';

/** Milliseconds of a day. */
export const dayMs = 86_400_000;

/** Days since 1970-01-01. The rules count with these; dates are written out only for what they answer. */
export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / dayMs;

const written = new Map<number, Day>();

/** A cache: formatting a date is slow compared with counting, and the same few thousand dates are needed again and again. */
export function dayOf(number: number): Day {
  const known = written.get(number);
  if (known) return known;
  const day = new Date(number * dayMs).toISOString().slice(0, 10) as Day;
  written.set(number, day);
  return day;
}
