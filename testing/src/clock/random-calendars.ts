import fc from 'fast-check';
import { shippedCalendar, type Calendar, type Day } from '@doudi/workflows';
import { makeTable, table, type Table } from './oracle.ts';
import { runs } from './random-orders.ts';

/** Calendars drawn at random, each with the oracle's table of it. */

export interface Counted {
  readonly calendar: Calendar;
  readonly table: Table;
}

const dayMs = 86_400_000;
const first = Date.UTC(2016, 0, 1);
const dayText = (n: number): Day => new Date(first + n * dayMs).toISOString().slice(0, 10) as Day;
const lastDay = 4_017; // 2026-12-31

const holidays = fc.array(fc.tuple(fc.nat(lastDay), fc.integer({ min: 1, max: 10 })), {
  minLength: 5,
  maxLength: 120,
});
/** 2016-01-02 was a Saturday: the day of so many weekends later. */
const weekendDays = fc.array(
  fc.tuple(fc.nat(572), fc.nat(1)).map(([week, sunday]) => 1 + 7 * week + sunday),
  { maxLength: 150 },
);

/** Eleven years of holidays of one to ten days anywhere, and Saturdays and Sundays worked anywhere else. */
const anyCalendar: fc.Arbitrary<Calendar> = fc.tuple(holidays, weekendDays).map(([segments, weekends]) => {
  const off = new Set(
    segments.flatMap(([from, days]) => Array.from({ length: days }, (_, n) => dayText(from + n))),
  );
  const work = new Set(weekends.map(dayText).filter((day) => !off.has(day)));
  return {
    version: 'drawn',
    publishedThrough: '2026-12-31' as Day,
    off: [...off].sort(),
    work: [...work].sort(),
  };
});

// A table takes longer to make than an order to count, so a run draws some calendars and counts many orders by each.
export const drawnCalendars = fc.sample(anyCalendar, { numRuns: 12, seed: runs.seed });

/** A counterexample shows the calendar, from which the table follows: thousands of days would hide the rest. */
const counted = (calendar: Calendar, days: Table): Counted => ({
  calendar,
  table: Object.assign(days, { [fc.toStringMethod]: () => `the working days of ${calendar.version}` }),
});

/** The calendar the product ships with, or one of those drawn for this run. */
export const anyCounted: fc.Arbitrary<Counted> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(counted(shippedCalendar, table)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...drawnCalendars.map((calendar) => counted(calendar, makeTable(calendar)))),
  },
);
