import type { Queryable } from '@doudi/infra/database';
import type { Credit, Day } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';

const CreditRow = z.object({
  hundredths: z.number(),
  stars: z.number(),
  ratings: z.number(),
  gaveUps: z.number(),
});
/** The credit of an agency as it was last computed. */
export type CreditRow = z.output<typeof CreditRow>;

/** Until the end of the transaction nobody else computes the credit of this agency, or changes its status. */
export const lockAgency = (db: Queryable, agencyNo: string) =>
  db.query(sql`select from agencies a where a.agency_no = ${agencyNo} for no key update`);

export async function findCredit(db: Queryable, agencyNo: string): Promise<CreditRow | undefined> {
  const { rows } = await db.query(sql`
    select k.hundredths, k.stars, k.ratings, k.gave_ups as "gaveUps"
      from agency_credit k where k.agency_no = ${agencyNo}`);
  return CreditRow.optional().parse(rows[0]);
}

/** Writes how the credit of an agency stands on a day, and for the order of the directory in its records. */
export const writeCredit = (db: Queryable, agencyNo: string, credit: Omit<Credit, 'lines'> & { day: Day }) =>
  db.query(sql`
    with written as (
      insert into agency_credit (agency_no, hundredths, stars, ratings, gave_ups, computed_day)
      values (${agencyNo}, ${credit.hundredths}, ${credit.stars}, ${credit.ratings}, ${credit.gaveUps}, ${credit.day})
          on conflict (agency_no) do update
         set hundredths = excluded.hundredths, stars = excluded.stars, ratings = excluded.ratings,
             gave_ups = excluded.gave_ups, computed_day = excluded.computed_day)
    update agency_records set stars = ${credit.stars}, ratings = ${credit.ratings} where agency_no = ${agencyNo}`);

/** Agencies whose credit was last computed before this day: what has decayed since counts no more. */
export async function listOutdated(db: Queryable, day: Day): Promise<string[]> {
  const { rows } = await db.query<{ agencyNo: string }>(sql`
    select k.agency_no as "agencyNo" from agency_credit k where k.computed_day < ${day} order by k.agency_no`);
  return rows.map(({ agencyNo }) => agencyNo);
}

/** More ratings than these change nothing in the order of the list. */
const mostRatings = 999_999;

/** Columns of the agency with this number: five stars and no rating where it has no row, and the key by which the most stars come first. */
export function creditColumns(agencyNo: Sql) {
  const stars = sql`coalesce((select k.stars from agency_credit k where k.agency_no = ${agencyNo}), 5)`;
  const ratings = sql`coalesce((select k.ratings from agency_credit k where k.agency_no = ${agencyNo}), 0)`;
  const fewer = sql`lpad((${mostRatings} - least(${ratings}, ${mostRatings}))::text, 6, '0')`;
  return { stars, ratings, starsKey: sql`(5 - ${stars})::text || ${fewer} || ${agencyNo}` };
}

/** The same key of an agency that was read: of as many stars, those that more have given first; then by number. */
export const starsKey = ({
  stars,
  ratings,
  agencyNo,
}: Pick<CreditRow, 'stars' | 'ratings'> & { agencyNo: string }) =>
  `${5 - stars}${String(mostRatings - Math.min(ratings, mostRatings)).padStart(6, '0')}${agencyNo}`;
