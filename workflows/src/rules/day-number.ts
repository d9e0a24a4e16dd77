import type { Day } from '../domain/calendar.ts';

/** Milliseconds of a day. */
export const dayMs = 86_400_000;

/** Days since 1970-01-01; inside the rules days are counted, at their edges they are written. */
export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / dayMs;

export const dayOf = (number: number): Day => new Date(number * dayMs).toISOString().slice(0, 10) as Day;
