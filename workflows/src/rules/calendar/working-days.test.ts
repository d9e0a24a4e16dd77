import { createRequire } from 'node:module';
import type { Calendar, Day } from '../../domain/calendar.ts';
import { shippedCalendar as calendar } from '../../domain/shipped-calendar.ts';
import { day, on } from '@doudi/testing/clock/order-maker';
import { dayNumber, dayOf } from './day-number.ts';
import { dayBegins, dayEnds, officeDay } from './office-day.ts';
import {
  addWorkingDays,
  isProvisional,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  workingDaysIn,
} from './working-days.ts';

test.each([
  ['2017-06-16', 40, '2017-08-11'],
  ['2017-12-07', 5, '2017-12-14'],
  ['2018-01-08', 5, '2018-01-15'],
  ['2021-09-03', 5, '2021-09-10'],
  ['2017-05-26', 1, '2017-05-27'],
  ['2017-05-26', 2, '2017-05-31'],
  ['2017-09-29', 1, '2017-09-30'],
  ['2017-09-29', 2, '2017-10-09'],
  ['2020-01-23', 1, '2020-02-03'],
  ['2025-09-26', 1, '2025-09-28'],
  ['2025-09-30', 1, '2025-10-09'],
  ['2026-02-13', 1, '2026-02-14'],
  ['2026-02-13', 2, '2026-02-24'],
  ['2026-04-30', 3, '2026-05-08'],
  ['2026-09-30', 5, '2026-10-13'],
  ['2026-01-05', 30, '2026-02-14'],
  ['2026-01-05', 50, '2026-03-20'],
  ['2026-01-05', 80, '2026-05-07'],
  ['2017-06-16', 30, '2017-07-28'],
  ['2017-06-16', 50, '2017-08-25'],
  ['2017-06-16', 80, '2017-10-12'],
  ['2017-06-17', 40, '2017-08-11'],
  ['2017-06-18', 0, '2017-06-18'],
])('%s and %i working days is %s', (from, days, due) => {
  expect(addWorkingDays(calendar, day(from), days)).toBe(due);
});

/** Every day of a span. */
const daysOf = (from: string, through: string): Day[] => {
  const first = dayNumber(day(from));
  return Array.from({ length: dayNumber(day(through)) - first + 1 }, (_, n) => dayOf(first + n));
};

/** The tables of chinese-days; its functions shift with the zone of the process. */
const theirs = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
};

test('every day of 2016 to 2026 is worked or not as chinese-days has it', () => {
  const isWeekday = (one: Day) => ![0, 6].includes(new Date(`${one}T00:00:00Z`).getUTCDay());
  const isWorked = (one: Day) => one in theirs.workdays || (isWeekday(one) && !(one in theirs.holidays));
  const days = daysOf('2016-01-01', '2026-12-31');
  expect(days).toHaveLength(4018);
  expect(days.filter((one) => isWorkingDay(calendar, one) !== isWorked(one))).toEqual([]);
});

test.each([
  ['2015-11-01', '2018-02-01'],
  ['2026-06-01', '2029-03-01'],
  ['1969-11-20', '1970-02-10'],
])('adding, stepping and counting agree day by day from %s to %s', (from, through) => {
  const days = daysOf(from, through);
  const worked = days.filter((one) => isWorkingDay(calendar, one));
  for (const [place, one] of worked.entries()) {
    const next = worked[place + 1];
    if (workingDaysIn(calendar, day(from), one) !== place + 1)
      throw new Error(`${one} is not working day ${place + 1}`);
    if (next && nextWorkingDay(calendar, one) !== next) throw new Error(`${next} does not follow ${one}`);
    if (next && previousWorkingDay(calendar, next) !== one) throw new Error(`${one} is not before ${next}`);
    if (next && addWorkingDays(calendar, worked[0] ?? one, place + 1) !== next)
      throw new Error(`${next} is not reached`);
  }
  expect(worked.length).toBeGreaterThan(50);
});

test('no days lie in a span that ends before it begins', () => {
  expect(workingDaysIn(calendar, day('2017-06-20'), day('2017-06-16'))).toBe(0);
});

test('a calendar without notices knows weekends only', () => {
  const bare: Calendar = { version: 'bare', publishedThrough: day('2016-12-31'), off: [], work: [] };
  expect(addWorkingDays(bare, day('2017-09-29'), 6)).toBe('2017-10-09');
  expect(isWorkingDay(bare, day('2017-09-30'))).toBe(false);
});

test.each([
  ['2017-06-16', '16:59:59.999', '2017-06-16'],
  ['2017-06-16', '17:00:00.000', '2017-06-19'],
  ['2017-06-16', '00:00:00.000', '2017-06-16'],
  ['2017-06-17', '12:00:00.000', '2017-06-19'],
  ['2017-06-18', '23:59:59.999', '2017-06-19'],
  ['2017-05-26', '17:00:00.000', '2017-05-27'],
  ['2017-05-27', '16:00:00.000', '2017-05-27'],
  ['2017-09-30', '17:00:00.000', '2017-10-09'],
  ['2016-12-30', '17:00:00.000', '2017-01-03'],
])('an instant of %s at %s belongs to the office day %s', (date, time, office) => {
  expect(officeDay(calendar, on(date, time))).toBe(office);
});

test('an office day runs from 17:00 of the working day before to 17:00 of its own', () => {
  expect(dayBegins(calendar, day('2017-06-19'))).toBe(on('2017-06-16', '17:00:00.000'));
  expect(dayEnds(calendar, day('2017-06-19'))).toBe(on('2017-06-19', '17:00:00.000'));
});

test('a day is provisional past the last published year', () => {
  expect([day('2026-12-31'), day('2027-01-04')].map((one) => isProvisional(calendar, one))).toEqual([
    false,
    true,
  ]);
});
