import type { Queryable } from '@doudi/infra/database';
import { categories, type AgencyFigures } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { z } from 'zod';
import type { OfCategory } from './signed-contracts.ts';

const Opened = z.object({
  agencyNo: z.string(),
  category: z.enum(categories),
  /** whether there is something to compute: an empty record is right where nothing was signed */
  hasServed: z.boolean(),
});

/**
 * Gives a record to every agency and category that has none and is qualified for it or has served it, one agency's or all; answers which.
 */
export async function openRecords(
  db: Queryable,
  agencyNo: string | null = null,
): Promise<z.output<typeof Opened>[]> {
  const { rows } = await db.query(sql`
    insert into agency_records (agency_no, category, stars, ratings)
    select h.agency_no, h.category, coalesce(k.stars, 5), coalesce(k.ratings, 0)
      from (select q.agency_no, q.category from qualifications q where q.state = 'granted'
             union
            select m.agency_no, c.category from milestones m join commissions c using (commission_no) where m.kind = 'sign') h
      left join agency_credit k using (agency_no)
     where ${agencyNo}::text is null or h.agency_no = ${agencyNo}
        on conflict do nothing
    returning agency_no as "agencyNo", category,
              exists (select from milestones m join commissions c using (commission_no)
                       where m.kind = 'sign' and m.agency_no = agency_records.agency_no
                         and c.category = agency_records.category) as "hasServed"`);
  return z.array(Opened).parse(rows);
}

/** Writes what an agency has done in a category; it has a record. */
export const writeFigures = (
  db: Queryable,
  { agencyNo, category }: OfCategory,
  { lowestYuan, highestYuan, finished, medianDays, returns, running }: AgencyFigures,
) =>
  db.query(sql`
    update agency_records
       set lowest_yuan = ${lowestYuan}, highest_yuan = ${highestYuan}, finished = ${finished}, median_days = ${medianDays},
           returns = ${returns}, running = ${running}
     where agency_no = ${agencyNo} and category = ${category}`);
