import { calendarFaults, type CalendarYear } from './calendar-faults.ts';

const year = (number: number, off = ['01-01'], work: string[] = []): CalendarYear => ({
  year: number,
  off: off.map((day) => `${number}-${day}`),
  work: work.map((day) => `${number}-${day}`),
});
const faults = (...years: CalendarYear[]) =>
  calendarFaults(years).map(({ path, fault }) => `${path.join('/')}: ${fault.en}`);

test('takes years that follow one another, with make-up days on weekends', () => {
  expect(
    faults(year(2025, ['01-01', '01-28'], ['01-26', '02-08']), year(2026, ['01-01'], ['01-04'])),
  ).toEqual([]);
});

test.each([
  ['a hole', [year(2024), year(2026)], '1/year: after 2024 the year 2025 must come, not 2026'],
  ['a year twice', [year(2025), year(2026), year(2026)], '2/year: the year 2026 is there twice'],
  ['an impossible date', [year(2026, ['02-30'])], '0/off/0: 2026-02-30 is no date'],
  ['a day twice', [year(2026, ['01-01', '01-01'])], '0/off/1: 2026-01-01 is there twice'],
  [
    'a make-up day on a weekday',
    [year(2026, ['01-01'], ['01-05'])],
    '0/work/0: 2026-01-05 is no Saturday or Sunday, so it cannot be made up',
  ],
  [
    'a day off and worked at once',
    [year(2026, ['01-01', '01-03'], ['01-03'])],
    '0/work/0: 2026-01-03 is off and worked at once',
  ],
  [
    'a day of another year',
    [{ year: 2026, off: ['2027-01-01'], work: [] }],
    '0/off/0: 2027-01-01 is not in 2026',
  ],
  ['a year without a holiday', [year(2026, [])], '0/off: the year 2026 has no holiday at all'],
])('names %s', (_what, years, fault) => {
  expect(faults(...years)).toEqual([fault]);
});

test('names every fault at once', () => {
  expect(faults(year(2024, ['02-30'], ['01-01']), year(2026, []))).toHaveLength(4);
});
