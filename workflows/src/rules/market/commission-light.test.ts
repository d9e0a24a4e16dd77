import type { Day } from '../../domain/calendar.ts';
import { shippedCalendar } from '../../domain/shipped-calendar.ts';
import { commissionLight } from './commission-light.ts';

const light = (today: string, given: object = {}) =>
  commissionLight(
    shippedCalendar,
    { state: 'working', dueDay: '2026-03-20' as Day, days: 10, ...given },
    today as Day,
  );

test.each([
  ['2026-03-17', 'GREEN'],
  ['2026-03-18', 'YELLOW'],
  ['2026-03-20', 'YELLOW'],
  ['2026-03-23', 'RED'],
])('work of ten days that is due on 20 March is on %s %s', (today, expected) => {
  expect(light(today)).toBe(expected);
});

test.each([
  ['contracting', 'PAUSED'],
  ['delivered', 'PAUSED'],
  ['accepted', 'DONE'],
  ['terminated', 'ENDED'],
])('a commission that is %s is %s, whatever the day', (state, expected) => {
  expect(light('2026-03-23', { state, dueDay: null })).toBe(expected);
});

test('the last day warns, however short the work', () => {
  expect(light('2026-03-19', { days: 1 })).toBe('GREEN');
  expect(light('2026-03-20', { days: 1 })).toBe('YELLOW');
});
