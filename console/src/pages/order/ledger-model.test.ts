import { describe, expect, test } from '@jest/globals';
import { monthsOf, rowsOf, type LedgerDay } from './ledger-model.ts';

const none = { GOV: 0, AGENCY: 0, OWNER: 0, EXCLUDED: 0 };
const aDay = (day: string, given: Partial<LedgerDay> = {}): LedgerDay => ({
  ...{
    day,
    weekday: { zh: '', en: '' },
    working: true,
    why: { code: 'weekday' },
    provisional: false,
    bucket: 'GOV',
  },
  ...{
    event: null,
    events: [],
    task: 'record',
    step: 'project-initiation',
    isCharged: true,
    buckets: none,
    used: 0,
  },
  remaining: 0,
  ...given,
});

describe('the ledger as a month calendar', () => {
  test('a day stands under its day of the week, from Monday', () => {
    // 16 June 2017 was a Friday
    const [june] = monthsOf([aDay('2017-06-16'), aDay('2017-06-17'), aDay('2017-06-18'), aDay('2017-06-19')]);
    expect(june?.weeks.map((week) => week.map((one) => one?.day.slice(8) ?? '–').join(' '))).toEqual([
      '– – – – 16 17 18',
      '19 – – – – – –',
    ]);
  });

  test('a month begins anew', () => {
    expect(monthsOf([aDay('2017-06-30'), aDay('2017-07-01')]).map(({ month }) => month)).toEqual([
      '2017-06',
      '2017-07',
    ]);
  });
});

describe('the ledger as a table', () => {
  test('has a row for each stretch in one bucket, step and task, and its charged days add up', () => {
    const days = [
      aDay('2017-06-16', { bucket: null, isCharged: false }),
      aDay('2017-06-19'),
      aDay('2017-06-20', { task: 'order-meeting' }),
      aDay('2017-06-21', { task: 'order-meeting' }),
      aDay('2017-06-22', { task: 'order-meeting', bucket: 'OWNER' }),
      aDay('2017-06-23', { task: 'order-meeting', isCharged: false }),
    ];
    expect(rowsOf(days).map(({ from, to, chargedDays }) => [from.day, to.day, chargedDays])).toEqual([
      ['2017-06-19', '2017-06-19', 1],
      ['2017-06-20', '2017-06-21', 2],
      ['2017-06-22', '2017-06-22', 1],
    ]);
  });
});
