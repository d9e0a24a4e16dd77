import fc from 'fast-check';
import { anyCounted } from '@doudi/testing/clock/random-calendars';
import { compactCalendar, fullCalendar } from './compact-calendar.ts';
import { shippedCalendar } from './shipped-calendar.ts';

test('a calendar carried compactly has the same days', () => {
  const { names: _names, ...days } = shippedCalendar;
  expect(fullCalendar(compactCalendar(shippedCalendar))).toEqual(days);
  fc.assert(
    fc.property(anyCounted, ({ calendar }) => {
      const { version, publishedThrough, off, work } = fullCalendar(compactCalendar(calendar));
      expect({ version, publishedThrough }).toEqual({
        version: calendar.version,
        publishedThrough: calendar.publishedThrough,
      });
      expect([off.toSorted(), work.toSorted()]).toEqual([calendar.off.toSorted(), calendar.work.toSorted()]);
    }),
  );
});

test('a year is one line that a person can read', () => {
  expect(compactCalendar(shippedCalendar).off['2017']).toBe(
    '01-01/01-02 01-27/02-02 04-02/04-04 05-01 05-28/05-30 10-01/10-08',
  );
  expect(compactCalendar(shippedCalendar).work['2017']).toBe('01-22 02-04 04-01 05-27 09-30');
});

test('a calendar that lists each day, as on record from before, is taken as it is', () => {
  expect(fullCalendar(shippedCalendar)).toBe(shippedCalendar);
});
