import type { Queryable } from '@doudi/infra/database';
import {
  judges,
  ratingScore,
  type Indicators,
  type Instant,
  type Judge,
  type Rating,
} from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import { instant } from './instant-column.ts';

const stars = z.number();
const RatingRow = z.object({
  judge: z.enum(judges),
  indicators: z.object({ quality: stars, time: stars, price: stars, attitude: stars, compliance: stars }),
  score: z.number(),
  by: z.string(),
  at: instant,
  note: z.string().nullable(),
});
export type RatingRow = z.output<typeof RatingRow>;

export interface NewRating {
  readonly commissionNo: string;
  readonly agencyNo: string;
  readonly judge: Judge;
  readonly indicators: Indicators;
  readonly by: string;
  readonly at: Instant;
  readonly textId: string | null;
}

/** Answers false, and changes nothing, when this judge has rated this work. */
export async function insertRating(db: Queryable, rating: NewRating): Promise<boolean> {
  const { commissionNo, agencyNo, judge, indicators, by, at, textId } = rating;
  const { quality, time, price, attitude, compliance } = indicators;
  const { rowCount } = await db.query(sql`
    insert into ratings (commission_no, agency_no, judge, quality, "time", price, attitude, compliance, score, "by", at, text_id)
    values (${commissionNo}, ${agencyNo}, ${judge}, ${quality}, ${time}, ${price}, ${attitude}, ${compliance},
            ${ratingScore(indicators)}, ${by}, ${new Date(at)}, ${textId})
        on conflict do nothing`);
  return rowCount === 1;
}

/** The ratings of a commission's accepted work. */
export async function listRatings(db: Queryable, commissionNo: string): Promise<RatingRow[]> {
  const { rows } = await db.query(sql`
    select r.judge, r.score, r."by", r.at, t.body as note,
           jsonb_build_object('quality', r.quality, 'time', r."time", 'price', r.price, 'attitude', r.attitude,
                              'compliance', r.compliance) as indicators
      from ratings r
      left join texts t using (text_id)
     where r.commission_no = ${commissionNo}
     order by r.at, r.judge`);
  return z.array(RatingRow).parse(rows);
}

const Scored = z.object({
  judge: z.enum(judges),
  score: z.number(),
  at: instant,
});

/** What an agency's credit takes from its ratings. */
export async function listScores(db: Queryable, agencyNo: string): Promise<Rating[]> {
  const { rows } = await db.query(sql`
    select judge, score, at from ratings where agency_no = ${agencyNo} order by at, commission_no, judge`);
  return z.array(Scored).parse(rows);
}
