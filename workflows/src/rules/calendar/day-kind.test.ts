import { createRequire } from 'node:module';
import { type Calendar, holidayCodes } from '../../domain/calendar.ts';
import { shippedCalendar as calendar } from '../../domain/shipped-calendar.ts';
import { wordsOf } from '../../domain/words.ts';
import { day } from '@doudi/testing/clock/order-maker';
import { dayKind, weekdayOf } from './day-kind.ts';

test.each([
  ['2017-06-16', 'weekday', null],
  ['2017-06-17', 'weekend', null],
  ['2017-05-29', 'holiday', 'dragon-boat-festival'],
  ['2017-05-28', 'holiday', 'dragon-boat-festival'],
  ['2017-05-27', 'make-up-day', 'dragon-boat-festival'],
  ['2017-10-03', 'holiday', 'mid-autumn-and-national-day'],
  ['2018-12-31', 'holiday', 'new-year'],
  ['2026-09-20', 'make-up-day', 'national-day'],
  ['2027-02-08', 'weekday', null],
  ['2027-02-06', 'weekend', null],
])('%s is a %s (%s)', (date, code, holiday) => {
  expect(dayKind(calendar, day(date))).toEqual({ code, holiday });
});

test('a holiday without a known name is still a holiday', () => {
  const { names: _names, ...rest } = calendar;
  const nameless: Calendar = rest;
  expect(dayKind(nameless, day('2017-10-03'))).toEqual({ code: 'holiday', holiday: null });
  expect(dayKind(nameless, day('2017-09-30'))).toEqual({ code: 'make-up-day', holiday: null });
});

/** The tables of chinese-days: `<English name>,<Chinese name>,…` by day. */
const theirs = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
};
const zhOf = (entry: string | undefined) => entry?.split(',')[1] ?? 'nothing';

test('every holiday and make-up day of the shipped calendar is named as chinese-days names it', () => {
  const named = (days: readonly string[], table: Readonly<Record<string, string>>) =>
    days.filter((date) => !wordsOf(calendar.names?.[date] ?? '').zh.includes(zhOf(table[date])));
  expect(named(calendar.off, theirs.holidays)).toEqual([]);
  expect(named(calendar.work, theirs.workdays)).toEqual([]);
  expect(Object.keys(calendar.names ?? {})).toHaveLength(calendar.off.length + calendar.work.length);
});

test('every holiday has its words', () => {
  for (const code of holidayCodes) expect(wordsOf(code).zh).toMatch(/[元春清劳端中国]/);
});

test.each([
  ['2017-06-16', 'friday'],
  ['2017-06-18', 'sunday'],
  ['1969-12-31', 'wednesday'],
])('%s is a %s', (date, weekday) => {
  expect(weekdayOf(day(date))).toBe(weekday);
});
