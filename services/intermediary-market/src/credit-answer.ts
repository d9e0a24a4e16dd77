import { IsoDay, IsoInstant, WordsAnswer } from '@doudi/infra/http';
import {
  countsThrough,
  deductionStandings,
  judges,
  judgeTenths,
  shanghaiIso,
  type Credit,
  type CreditLine,
} from '@doudi/workflows';
import { z } from 'zod';
import { DeductionAnswer, showDeduction, type Seen } from './deduction-answer.ts';
import type { ShownDeduction } from './deductions.ts';
import { sayCreditLine } from './say-credit-line.ts';

/** Points to the hundredth. */
const Points = z.number().min(-10_000).max(10_000);
const count = z.int().min(0);

/** The ratings of one judge: so many count, of so many given. */
const RatingCount = z
  .strictObject({
    judge: z.enum(judges),
    /** 0.5, 0.3 or 0.2 */
    weight: z.number(),
    count,
    of: count,
    mean: Points.nullable(),
  })
  .meta({ id: 'RatingCount' });

const CreditLineAnswer = z
  .strictObject({
    kind: z.enum(['base', 'ratings', 'decayed-ratings', 'deduction', 'floor']),
    /** the line in words */
    what: WordsAnswer,
    points: Points,
    ratings: RatingCount.nullable(),
    deduction: DeductionAnswer.nullable(),
    /** of a deduction: whether it counts, or why not */
    standing: z.enum(deductionStandings).nullable(),
    /** of a deduction: the last day on which it counts */
    countsThrough: IsoDay.nullable(),
  })
  .meta({ id: 'CreditLine' });

/** The credit of an agency: its score is the sum of the lines. */
export const CreditAnswer = z
  .strictObject({
    agencyNo: z.string(),
    score: Points,
    stars: z.int().min(1).max(5),
    /** ratings that count, of ratings given */
    ratings: z.strictObject({ count, of: count }),
    /** the instant it was computed for */
    at: IsoInstant,
    lines: z.array(CreditLineAnswer),
  })
  .meta({ id: 'AgencyCredit' });

type Line = CreditLine<ShownDeduction>;

export const showCredit = (
  agencyNo: string,
  credit: Credit<ShownDeduction>,
  seen: Seen,
): z.output<typeof CreditAnswer> => ({
  agencyNo,
  score: points(credit.hundredths),
  stars: credit.stars,
  ratings: { count: credit.ratings, of: givenIn(credit.lines) },
  at: shanghaiIso(seen.now),
  lines: credit.lines.map((line) => showLine(line, seen)),
});

const points = (hundredths: number): number => hundredths / 100;

const givenIn = (lines: readonly Line[]): number =>
  lines.reduce((sum, line) => sum + (line.kind === 'ratings' ? line.ratings.given : 0), 0);

function showLine(line: Line, seen: Seen): z.output<typeof CreditLineAnswer> {
  const shown = { kind: line.kind, what: sayCreditLine(line), points: points(line.hundredths) };
  const none = { ratings: null, deduction: null, standing: null, countsThrough: null };
  if (line.kind === 'deduction') {
    const { deduction, standing } = line;
    const last = countsThrough(deduction.at);
    return { ...shown, ...none, deduction: showDeduction(deduction, seen), standing, countsThrough: last };
  }
  if (line.kind === 'base' || line.kind === 'floor') return { ...shown, ...none };
  const { counted, given, meanHundredths } = line.ratings;
  const mean = meanHundredths === null ? null : points(meanHundredths);
  const weight = judgeTenths[line.judge] / 10;
  return { ...shown, ...none, ratings: { judge: line.judge, weight, count: counted, of: given, mean } };
}
