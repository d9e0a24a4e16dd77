import fc from 'fast-check';
import type { Day } from '../../domain/calendar.ts';
import {
  deductionKinds,
  judges,
  judgeTenths,
  ratingIndicators,
  regulatorOf,
  type Deduction,
  type Judge,
  type Rating,
} from '../../domain/credit.ts';
import { budgets } from '../plan/budgets.ts';
import {
  causeToSuspend,
  countsThrough,
  creditOn,
  creditSuspends,
  deductionPoints,
  gaveUpTooOften,
  pointsOfLateness,
  ratingScore,
  starsOf,
} from './credit.ts';

const today = '2026-11-30' as Day;
const at = Date.parse('2026-06-01T10:00:00+08:00');
const longAgo = Date.parse('2025-06-01T10:00:00+08:00');

const aRating = (given: Partial<Rating> = {}): Rating => ({ judge: 'owner', score: 80, at, ...given });
const aDeduction = (given: Partial<Deduction> = {}): Deduction => ({
  ...{ kind: 'returned', points: 5, at, appeal: null },
  ...given,
});
const credit = (ratings: readonly Rating[], deductions: readonly Deduction[] = []) =>
  creditOn({ ratings, deductions }, today);

test('an agency without events has 100 points, five stars, and a line for each judge that says that he has not rated', () => {
  const { lines, ...rest } = credit([]);
  const ratings = { counted: 0, given: 0, meanHundredths: null };
  expect(rest).toEqual({ hundredths: 10_000, stars: 5, ratings: 0, gaveUps: 0 });
  expect(lines).toEqual([
    { kind: 'base', hundredths: 10_000 },
    { kind: 'ratings', judge: 'owner', ratings, hundredths: 0 },
    { kind: 'ratings', judge: 'regulator', ratings, hundredths: 0 },
    { kind: 'ratings', judge: 'centre', ratings, hundredths: 0 },
  ]);
});

test('owner, regulator and centre count 5 : 3 : 2, each by the mean of its ratings', () => {
  const { hundredths, lines, ratings } = credit([
    aRating({ score: 80 }),
    aRating({ score: 60 }),
    aRating({ judge: 'regulator', score: 84 }),
    aRating({ judge: 'centre', score: 100 }),
  ]);
  // 0.5 × 70 + 0.3 × 84 + 0.2 × 100
  expect([hundredths, ratings]).toEqual([8020, 4]);
  expect(lines.map((line) => line.hundredths)).toEqual([10_000, -1500, -480, 0]);
});

test('thirds are rounded to the hundredth in the line, so that the lines add up', () => {
  const scores = [80, 84, 84];
  const { hundredths, lines } = credit(scores.map((score) => aRating({ score })));
  expect(lines[1]).toMatchObject({ hundredths: -867, ratings: { meanHundredths: 8267 } });
  expect(hundredths).toBe(9133);
});

test.each([
  [0, 0],
  [1, 2],
  [5, 2],
  [6, 5],
  [10, 5],
  [11, 15],
  [200, 15],
  [-3, 0],
])('a delivery late by %i working days costs %i points', (days, points) =>
  expect(pointsOfLateness(days)).toBe(points),
);

test('a return costs 5 points, giving up 10, an overrun as much as the greatest lateness, a fake all', () =>
  expect(deductionPoints).toEqual({ returned: 5, 'gave-up': 10, overrun: 15, fake: 100 }));

test.each([
  [100_00, 5],
  [90_00, 5],
  [89_99, 4],
  [80_00, 4],
  [79_99, 3],
  [70_00, 3],
  [69_99, 2],
  [60_00, 2],
  [59_99, 1],
  [0, 1],
])('%i hundredths of points are %i stars, and one star suspends', (hundredths, stars) => {
  expect(starsOf(hundredths)).toBe(stars);
  expect(creditSuspends({ hundredths })).toBe(stars === 1);
});

test('five stars in every indicator are 100 points, one star is 20', () => {
  const all = (stars: number) =>
    ratingScore({ quality: stars, time: stars, price: stars, attitude: stars, compliance: stars });
  expect([1, 2, 3, 4, 5].map(all)).toEqual([20, 40, 60, 80, 100]);
  expect(ratingScore({ quality: 5, time: 4, price: 5, attitude: 5, compliance: 3 })).toBe(88);
  expect(ratingIndicators).toHaveLength(5);
});

test('what was undone by an appeal is shown and does not count; a pending or rejected appeal changes nothing', () => {
  const { hundredths, lines } = credit(
    [],
    [
      aDeduction({ appeal: 'upheld' }),
      aDeduction({ appeal: 'pending' }),
      aDeduction({ appeal: 'rejected' }),
      aDeduction({ at: longAgo }),
    ],
  );
  expect(hundredths).toBe(9000);
  expect(lines.slice(4)).toMatchObject([
    { standing: 'appeal-upheld', hundredths: 0 },
    { standing: 'counts', hundredths: -500 },
    { standing: 'counts', hundredths: -500 },
    { standing: 'decayed', hundredths: 0 },
  ]);
});

test('a fake brings the score to the floor, and a line says so', () => {
  const { hundredths, lines } = credit([aRating({ score: 20 })], [aDeduction({ kind: 'fake', points: 100 })]);
  expect(hundredths).toBe(0);
  expect(lines.at(-1)).toEqual({ kind: 'floor', hundredths: 4000 });
});

test.each([
  ['2026-03-15T16:59:00+08:00', '2027-03-15'],
  ['2026-03-15T23:59:59+08:00', '2027-03-15'],
  ['2026-03-16T00:00:00+08:00', '2027-03-16'],
  ['2028-02-29T10:00:00+08:00', '2029-02-28'],
  ['2027-02-28T10:00:00+08:00', '2028-02-28'],
  ['2026-12-31T10:00:00+08:00', '2027-12-31'],
])('what happened at %s counts through %s and not on the day after', (instant, last) => {
  const happened = Date.parse(instant);
  const next = new Date(Date.parse(`${last}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) as Day;
  const on = (day: Day) => creditOn({ ratings: [], deductions: [aDeduction({ at: happened })] }, day);
  expect(countsThrough(happened)).toBe(last);
  expect([on(last as Day).hundredths, on(next).hundredths]).toEqual([9500, 10_000]);
});

test('ratings decay like deductions, and a line says how many', () => {
  const { lines, ratings } = credit([aRating({ at: longAgo, score: 20 }), aRating({ score: 100 })]);
  expect(lines.slice(1, 3)).toMatchObject([
    { kind: 'ratings', judge: 'owner', ratings: { counted: 1, given: 2 }, hundredths: 0 },
    { kind: 'decayed-ratings', judge: 'owner', ratings: { counted: 1, given: 2 }, hundredths: 0 },
  ]);
  expect(ratings).toBe(1);
});

test('the third time within twelve months that an agency gives up suspends it', () => {
  const gaveUp = aDeduction({ kind: 'gave-up', points: 10 });
  const after = (...all: Deduction[]) => credit([], all);
  const before = after(gaveUp, gaveUp);
  const third = after(gaveUp, gaveUp, gaveUp);
  expect(third.hundredths).toBe(7000);
  expect([gaveUpTooOften(before), gaveUpTooOften(third)]).toEqual([false, true]);
  expect(causeToSuspend(before, third)).toBe('gave-up-three-times');
  expect(causeToSuspend(before, after(gaveUp, gaveUp, { ...gaveUp, appeal: 'upheld' }))).toBeUndefined();
  expect(causeToSuspend(before, after(gaveUp, gaveUp, { ...gaveUp, at: longAgo }))).toBeUndefined();
});

test('an agency whose score falls is suspended when it is below 60 then; one that stands or rises is not', () => {
  const reading = (hundredths: number, gaveUps = 0) => ({ hundredths, gaveUps });
  expect(causeToSuspend(reading(6000), reading(5999))).toBe('credit');
  expect(causeToSuspend(reading(5500), reading(5000))).toBe('credit');
  expect(causeToSuspend(reading(7000), reading(6000))).toBeUndefined();
  expect(causeToSuspend(reading(5500), reading(5500))).toBeUndefined();
  expect(causeToSuspend(reading(5000), reading(5500))).toBeUndefined();
  expect(causeToSuspend(reading(7000, 3), reading(7000, 3))).toBeUndefined();
});

/** The score as the rule's text says it, from events on days counted by `Date`, in fractions of BigInt: an oracle that shares no code. */
function oracle(ratings: readonly Rating[], deductions: readonly Deduction[], day: Day): number {
  const counts = (instant: number) => {
    const local = new Date(instant + 8 * 3_600_000);
    const [year, month, date] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
    const lastOfMonth = new Date(Date.UTC(year + 1, month + 1, 0)).getUTCDate();
    return Date.parse(`${day}T00:00:00Z`) <= Date.UTC(year + 1, month, Math.min(date, lastOfMonth));
  };
  let hundredths = 10_000n;
  for (const [judge, weight] of Object.entries({ owner: 5n, regulator: 3n, centre: 2n })) {
    const scores = ratings.filter((one) => one.judge === judge && counts(one.at)).map(({ score }) => score);
    if (scores.length === 0) continue;
    const [n, sum] = [BigInt(scores.length), BigInt(scores.reduce((a, b) => a + b, 0))];
    // half up
    hundredths -= (2n * weight * 10n * (100n * n - sum) + n) / (2n * n);
  }
  for (const { points, at: when, appeal } of deductions)
    if (counts(when) && appeal !== 'upheld') hundredths -= 100n * BigInt(points);
  return Number(hundredths < 0n ? 0n : hundredths);
}

const instant = fc.integer({
  min: Date.parse('2024-01-01T00:00:00+08:00'),
  max: Date.parse('2026-11-30T23:59:59+08:00'),
});
const anyRating = fc.record({
  judge: fc.constantFrom<Judge>(...judges),
  score: fc.integer({ min: 5, max: 25 }).map((n) => 4 * n),
  at: instant,
});
const anyDeduction = fc.record({
  kind: fc.constantFrom(...deductionKinds),
  points: fc.constantFrom(2, 5, 10, 15, 100),
  at: instant,
  appeal: fc.constantFrom('upheld' as const, 'rejected' as const, 'pending' as const, null),
});

test('for any events the score is the sum of its lines, stays within 0 and 100, and is what the oracle says', () =>
  fc.assert(
    fc.property(fc.array(anyRating), fc.array(anyDeduction, { maxLength: 12 }), (ratings, deductions) => {
      const { hundredths, lines, stars } = creditOn({ ratings, deductions }, today);
      expect(lines.reduce((sum, line) => sum + line.hundredths, 0)).toBe(hundredths);
      expect(lines.every((line) => Number.isInteger(line.hundredths))).toBe(true);
      expect(hundredths).toBeGreaterThanOrEqual(0);
      expect(hundredths).toBeLessThanOrEqual(10_000);
      expect(hundredths).toBe(oracle(ratings, deductions, today));
      expect(stars === 1).toBe(hundredths < 6000);
      // every event has its line: those that do not count, too
      expect(lines.filter(({ kind }) => kind === 'deduction')).toHaveLength(deductions.length);
    }),
    { numRuns: 500 },
  ));

test('the weights of the judges make one whole', () =>
  expect(judges.reduce((sum, judge) => sum + judgeTenths[judge], 0)).toBe(10));

test.each(budgets)('the regulator of $code is a department that reviews a task of it', ({ code, tasks }) => {
  const reviewers = tasks.flatMap(({ by }) => (by.kind === 'review' ? [by.department] : []));
  expect(reviewers).toContain(regulatorOf[code]);
});
