import type { Day } from '../../domain/calendar.ts';

/** Milliseconds of a day. */
export const dayMs = 86_400_000;

/** Days since 1970-01-01; inside the rules days are counted, at their edges they are written. */
export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / dayMs;

const written = new Map<number, Day>();

/** Writing a date is slow next to counting days, and the same few thousand dates come again and again: each is written once. */
export function dayOf(number: number): Day {
  const known = written.get(number);
  if (known) return known;
  const day = new Date(number * dayMs).toISOString().slice(0, 10) as Day;
  written.set(number, day);
  return day;
}
