import { describe, expect, test } from '@jest/globals';
import { faultsOf, faultsOn } from './calendar-faults.ts';
import {
  clicked,
  dayOf,
  monthsOf,
  namedDaysOf,
  withNextYear,
  yearsOf,
  type CalendarYear,
} from './calendar-model.ts';

const bare = (year: number): CalendarYear => ({ year, off: [], work: [], names: {} });
const kindAfter = (day: string, clicks: number) => {
  let years = [bare(2017)];
  for (let count = 0; count < clicks; count += 1) years = clicked(years, day, 'labour-day');
  return dayOf(years[0] ?? bare(0), day);
};

describe('the days of a calendar by year', () => {
  const years = yearsOf({
    ...{ version: 'cn-2', state: 'published', publishedAt: null, moved: null },
    ...{ publishedThrough: '2018-12-31', off: ['2016-01-01', '2018-05-01'], work: ['2018-04-28'] },
    names: { '2016-01-01': 'new-year', '2018-04-28': 'labour-day' },
  });

  test('every year from the first holiday through the last that is published has its own days, none left out', () => {
    expect(years).toEqual([
      { year: 2016, off: ['2016-01-01'], work: [], names: { '2016-01-01': 'new-year' } },
      bare(2017),
      { year: 2018, off: ['2018-05-01'], work: ['2018-04-28'], names: { '2018-04-28': 'labour-day' } },
    ]);
  });

  test('the year after begins with its weekends alone', () => {
    expect(withNextYear(years).at(-1)).toEqual(bare(2019));
  });
});

describe('a click on a day', () => {
  // 2017-05-01 is a Monday, 2017-05-06 a Saturday
  test.each([
    ['2017-05-01', 1, 'holiday'],
    ['2017-05-01', 2, 'weekday'],
    ['2017-05-06', 1, 'make-up-day'],
    ['2017-05-06', 2, 'holiday'],
    ['2017-05-06', 3, 'weekend'],
  ])('%s is after %i clicks a %s', (day, clicks, kind) => {
    const isOrdinary = kind === 'weekday' || kind === 'weekend';
    expect(kindAfter(day, clicks)).toEqual({ day, kind, name: isOrdinary ? undefined : 'labour-day' });
  });

  test('what is ordinary again is stored no more, its name included', () => {
    const years = clicked(clicked([bare(2017)], '2017-05-01', 'labour-day'), '2017-05-01', 'new-year');
    expect(years).toEqual([bare(2017)]);
  });

  test('changes its own year alone, in the order of days, and names nothing unless a holiday is chosen', () => {
    const years = ['2017-05-02', '2017-05-01'].reduce<CalendarYear[]>(
      (before, day) => clicked(before, day, undefined),
      [bare(2016), bare(2017)],
    );
    expect(years).toEqual([bare(2016), { ...bare(2017), off: ['2017-05-01', '2017-05-02'] }]);
  });
});

describe('a year as months', () => {
  const year: CalendarYear = {
    ...{ year: 2016, off: ['2016-02-28', '2016-02-29', '2016-12-31'], work: ['2016-02-27'] },
    names: { '2016-02-28': 'new-year', '2016-02-29': 'new-year', '2016-02-27': 'new-year' },
  };
  const months = monthsOf(year);

  test('has every day once, in weeks that begin on Monday', () => {
    const days = months.flatMap(({ weeks }) => weeks.flat()).filter((day) => day !== undefined);
    expect([days.length, new Set(days.map(({ day }) => day)).size]).toEqual([366, 366]);
    const mondays = months.flatMap(({ weeks }) => weeks.flatMap(([monday]) => (monday ? [monday.day] : [])));
    expect(mondays.filter((day) => new Date(day).getUTCDay() !== 1)).toEqual([]);
    expect(months.every(({ weeks }) => weeks.every(({ length }) => length === 7))).toBe(true);
  });

  test('days of one holiday that follow one another are said together', () => {
    expect(months.flatMap(namedDaysOf)).toEqual([
      { kind: 'make-up-day', name: 'new-year', first: '2016-02-27', last: '2016-02-27' },
      { kind: 'holiday', name: 'new-year', first: '2016-02-28', last: '2016-02-29' },
      { kind: 'holiday', name: undefined, first: '2016-12-31', last: '2016-12-31' },
    ]);
  });
});

describe('faults of a draft', () => {
  const sent = [bare(2016), { ...bare(2017), off: ['2017-05-01'], work: ['2017-05-06', '2017-05-07'] }];
  const found = (at: string) =>
    faultsOf(
      { type: 't', status: 422, title: 't', requestId: 'r', faults: [{ at, fault: 'wrong' }] },
      sent,
    )[0];

  test.each([
    ['/years/1/off/0', 2017, '2017-05-01'],
    ['/years/1/work/1', 2017, '2017-05-07'],
    ['/years/1/names/2017-05-08', 2017, '2017-05-08'],
    ['/years/0/off', 2016, undefined],
    ['/years/0/year', 2016, undefined],
    ['/years/', undefined, undefined],
    ['', undefined, undefined],
  ])('%s is of the year %s and the day %s', (at, year, day) => {
    expect(found(at)).toEqual({ year, day, fault: 'wrong' });
  });

  test('a day has those that point to it', () => {
    const fault = { year: 2017, day: '2017-05-01', fault: 'wrong' };
    expect([faultsOn([fault], '2017-05-01'), faultsOn([fault], '2017-05-02')]).toEqual([['wrong'], []]);
  });
});
