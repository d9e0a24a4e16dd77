import fc from 'fast-check';
import { caseNumber, isCaseNumber } from './case-number.ts';

test('a case number is DD, the day, a 4-digit serial and 2 check digits', () => {
  expect(caseNumber('2017-07-31', 1)).toMatch(/^DD2017073100010?\d\d?$/);
  expect(caseNumber('2017-07-31', 1)).toHaveLength(16);
});

test('digits and check digits leave 1 when divided by 97, digit by digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), (serial) => {
      const digits = caseNumber('2026-01-05', serial).slice(2);
      const remainder = [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);
      expect(remainder).toBe(1);
    }),
  );
});

test('a wrong digit and a swapped pair are noticed', () => {
  const good = caseNumber('2026-01-05', 42);
  expect(isCaseNumber(good)).toBe(true);
  for (let at = 2; at < good.length; at++) {
    const wrong = good.slice(0, at) + String((Number(good[at]) + 1) % 10) + good.slice(at + 1);
    expect(isCaseNumber(wrong)).toBe(false);
    if (good[at] === good[at + 1] || at + 1 >= good.length) continue;
    const swapped = good.slice(0, at) + good[at + 1] + good[at] + good.slice(at + 2);
    expect(isCaseNumber(swapped)).toBe(false);
  }
});
