import fc from 'fast-check';
import { shippedCalendar } from '../../domain/shipped-calendar.ts';
import { isWorkingDay } from './working-days.ts';
import { afterOfficeHours } from './office-hours.ts';
import type { Day } from '../../domain/calendar.ts';

const at = (local: string) => Date.parse(`${local}:00+08:00`);

test.each([
  ['2026-03-02T10:00', 4, '2026-03-02T14:00'],
  ['2026-03-02T13:00', 4, '2026-03-02T17:00'],
  ['2026-03-02T13:01', 4, '2026-03-03T09:01'],
  ['2026-03-02T07:30', 4, '2026-03-02T13:00'],
  ['2026-03-06T17:00', 4, '2026-03-09T13:00'],
  // a make-up Saturday is worked (2026-02-14), the holiday behind it is not
  ['2026-02-14T16:00', 4, '2026-02-24T12:00'],
])('%s and %s office hours is %s', (from, hours, until) => {
  expect(afterOfficeHours(shippedCalendar, at(from), hours)).toBe(at(until));
});

test('office hours are the minutes from 9:00 to 17:00 of working days, one by one', () => {
  const minuteMs = 60_000;
  const dayOf = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString();
  const isOpen = (instant: number) => {
    const [day = '', time = ''] = dayOf(instant).split('T');
    return isWorkingDay(shippedCalendar, day as Day) && time >= '09:00' && time < '17:00';
  };
  const minutes = fc.integer({ min: 0, max: 300 * 24 * 60 });
  fc.assert(
    fc.property(minutes, fc.integer({ min: 1, max: 10 }), (start, hours) => {
      const from = at('2026-01-02T00:00') + start * minuteMs;
      let [instant, open] = [from, 0];
      for (; open < hours * 60; instant += minuteMs) open += isOpen(instant) ? 1 : 0;
      expect(afterOfficeHours(shippedCalendar, from, hours)).toBe(instant);
    }),
    { numRuns: 200 },
  );
});
