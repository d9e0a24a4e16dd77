import type { Queryable } from '@doudi/infra/database';
import type { Instant } from '@doudi/workflows';
import sql from 'sql-template-tag';

/** How a rating came: with the token of the enterprise or its agent, with the tracking code, taken down at the call-back. */
export const ratingChannels = ['own', 'tracking', 'call-back'] as const;
export type RatingChannel = (typeof ratingChannels)[number];

/** What somebody thinks of how a case was handled. */
export interface Rating {
  readonly channel: RatingChannel;
  /** 5 very satisfied, 4 satisfied, 3 fair, 2 not satisfied, 1 not at all */
  readonly stars: number;
  readonly at: Date;
  readonly note: string | null;
}

interface NewRating {
  readonly caseNo: string;
  readonly channel: RatingChannel;
  readonly stars: number;
  readonly textId: string | null;
  readonly by: string | null;
  readonly at: Instant;
}

/** Answers false when the case has one of this channel. */
export async function insertRating(db: Queryable, rating: NewRating): Promise<boolean> {
  const { caseNo, channel, stars, textId, by, at } = rating;
  const { rowCount } = await db.query(sql`
    insert into case_ratings (case_no, channel, stars, text_id, by, at)
    values (${caseNo}, ${channel}, ${stars}, ${textId}, ${by}, ${new Date(at)})
    on conflict do nothing`);
  return rowCount === 1;
}

export async function listRatings(db: Queryable, caseNo: string): Promise<Rating[]> {
  const { rows } = await db.query<Rating>(sql`
    select r.channel, r.stars, r.at, x.body as note
      from case_ratings r left join texts x using (text_id) where r.case_no = ${caseNo} order by r.at, r.channel`);
  return rows;
}
