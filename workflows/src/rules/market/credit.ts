import type { Day } from '../../domain/calendar.ts';
import {
  judges,
  judgeTenths,
  ratingIndicators,
  type Deduction,
  type DeductionKind,
  type Indicators,
  type Judge,
  type Rating,
} from '../../domain/credit.ts';
import type { Instant } from '../../domain/instant.ts';
import { shanghaiDay } from '../../domain/shanghai-time.ts';

/** Everything an agency's credit follows from. */
export interface CreditEvents<D extends Deduction = Deduction> {
  readonly ratings: readonly Rating[];
  readonly deductions: readonly D[];
}

/** A line of the explained score; the lines add up to it. Hundredths of points, so that they add up exactly. */
export type CreditLine<D extends Deduction = Deduction> = { readonly hundredths: number } & (
  | { readonly kind: 'base' }
  | { readonly kind: 'ratings'; readonly judge: Judge; readonly ratings: RatingCount }
  | { readonly kind: 'decayed-ratings'; readonly judge: Judge; readonly ratings: RatingCount }
  | { readonly kind: 'deduction'; readonly deduction: D; readonly standing: DeductionStanding }
  | { readonly kind: 'floor' }
);

/** Whether a deduction counts, or why not: a year has passed, or an appeal was upheld. */
export const deductionStandings = ['counts', 'decayed', 'appeal-upheld'] as const;
type DeductionStanding = (typeof deductionStandings)[number];

/** The ratings of one judge: so many count, of so many given, with this mean in hundredths; null without any. */
interface RatingCount {
  readonly counted: number;
  readonly given: number;
  readonly meanHundredths: number | null;
}

/** One to five. */
export type Stars = 1 | 2 | 3 | 4 | 5;

export interface Credit<D extends Deduction = Deduction> {
  /** 0 to 10,000, the sum of the lines */
  readonly hundredths: number;
  readonly stars: Stars;
  /** the ratings that count, of all judges */
  readonly ratings: number;
  /** how often it gave up within twelve months, without what was undone by an appeal */
  readonly gaveUps: number;
  readonly lines: readonly CreditLine<D>[];
}

/** Every agency begins with 100 points. */
const baseHundredths = 100_00;

/** The credit of an agency as of a day, from all that happened until then. */
export function creditOn<D extends Deduction>({ ratings, deductions }: CreditEvents<D>, day: Day): Credit<D> {
  const counted = judges.flatMap((judge) => ratingLines(judge, ratings, day));
  const deducted = deductions.map((deduction) => deductionLine(deduction, day));
  const above: CreditLine<D>[] = [{ kind: 'base', hundredths: baseHundredths }, ...counted, ...deducted];
  const sum = above.reduce((total, { hundredths }) => total + hundredths, 0);
  const hundredths = Math.max(0, sum);
  return {
    hundredths,
    stars: starsOf(hundredths),
    ratings: ratings.filter((one) => isWithinAYear(one.at, day)).length,
    gaveUps: deducted.filter(isGivingUp).length,
    lines: sum < 0 ? [...above, { kind: 'floor', hundredths: 0 - sum }] : above,
  };
}

function ratingLines(judge: Judge, all: readonly Rating[], day: Day) {
  const given = all.filter((one) => one.judge === judge);
  const counting = given.filter((one) => isWithinAYear(one.at, day));
  const sum = counting.reduce((total, { score }) => total + score, 0);
  const n = counting.length;
  const ratings: RatingCount = {
    counted: n,
    given: given.length,
    meanHundredths: n === 0 ? null : Math.round((100 * sum) / n),
  };
  // tenths × (100 − mean), in hundredths of points, from whole numbers only
  const lost = n === 0 ? 0 : Math.round((judgeTenths[judge] * 10 * (100 * n - sum)) / n);
  const line = { kind: 'ratings', judge, ratings, hundredths: 0 - lost } as const;
  const decayed = { kind: 'decayed-ratings', judge, ratings, hundredths: 0 } as const;
  return given.length > n ? [line, decayed] : [line];
}

function deductionLine<D extends Deduction>(deduction: D, day: Day) {
  const standing: DeductionStanding =
    deduction.appeal === 'upheld' ? 'appeal-upheld' : isWithinAYear(deduction.at, day) ? 'counts' : 'decayed';
  const hundredths = standing === 'counts' ? -100 * deduction.points : 0;
  return { kind: 'deduction' as const, deduction, standing, hundredths };
}

const isGivingUp = ({ deduction, standing }: ReturnType<typeof deductionLine>) =>
  deduction.kind === 'gave-up' && standing === 'counts';

/** The score of one rating: the mean of its stars, five being 100; 20 to 100. */
export const ratingScore = (indicators: Indicators): number =>
  (20 / ratingIndicators.length) * ratingIndicators.reduce((sum, name) => sum + indicators[name], 0);

/** What each number of stars takes at least, in points. */
const leastOfStars = [
  { stars: 5, points: 90 },
  { stars: 4, points: 80 },
  { stars: 3, points: 70 },
  { stars: 2, points: 60 },
] as const;

export const starsOf = (hundredths: number): Stars =>
  leastOfStars.find(({ points }) => hundredths >= 100 * points)?.stars ?? 1;

/**
 * The last day on which what happened then counts: twelve months later, the day of the same number, or the last of the month where there
 * is none (Civil Code, arts. 201 and 202).
 */
export function countsThrough(at: Instant): Day {
  const day = shanghaiDay(at);
  const yearLater = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  return yearLater.replace(/-02-29$/, '-02-28') as Day;
}

const isWithinAYear = (at: Instant, day: Day): boolean => day <= countsThrough(at);

/** Working days by which a delivery is late, and the points it costs: 1–5, 6–10, more. */
const lateness = [
  { over: 10, points: 15 },
  { over: 5, points: 5 },
  { over: 0, points: 2 },
] as const;

/** Working days past the contract after which work that is still going on is logged against the agency (Hukou, 2025). */
export const overrunDays = lateness[0].over;

/** The points that a delivery late by so many working days costs; 0 when it is not late. */
export const pointsOfLateness = (daysLate: number): number =>
  lateness.find(({ over }) => daysLate > over)?.points ?? 0;

/** The points of every other deduction. */
export const deductionPoints: Readonly<Record<Exclude<DeductionKind, 'late'>, number>> = {
  returned: 5,
  'gave-up': 10,
  overrun: lateness[0].points,
  fake: 100,
};

/** Why an agency is suspended by its credit. */
export type CreditCause = 'credit' | 'gave-up-three-times';

/** Below 60 points, which is one star, an agency is suspended. */
export const creditSuspends = ({ hundredths }: Pick<Credit, 'hundredths'>): boolean =>
  starsOf(hundredths) === 1;

/** The third time within twelve months that it gives up suspends an agency. */
export const gaveUpTooOften = ({ gaveUps }: Pick<Credit, 'gaveUps'>): boolean => gaveUps >= 3;

type Reading = Pick<Credit, 'hundredths' | 'gaveUps'>;

/** Why an agency is to be suspended now: its credit got worse. One that was restored stays so until it does again. */
export function causeToSuspend(before: Reading, after: Reading): CreditCause | undefined {
  if (after.gaveUps > before.gaveUps && gaveUpTooOften(after)) return 'gave-up-three-times';
  return after.hundredths < before.hundredths && creditSuspends(after) ? 'credit' : undefined;
}
