import type { Queryable } from '@doudi/infra/database';
import type { Category, Department, Instant, WayOfChoosing } from '@doudi/workflows';
import sql, { empty } from 'sql-template-tag';
import { z } from 'zod';
import { regulatedBy } from './served-commissions.ts';

const count = z.int().min(0);
/** How many were chosen in each way. */
export const ByWay = z
  .strictObject({ direct: count, 'lowest-price': count, comparison: count, random: count } satisfies Record<
    WayOfChoosing,
    unknown
  >)
  .meta({ id: 'CommissionsByWay' });

const ShareRow = z.object({ agencyNo: z.string(), zh: z.string(), commissions: z.number(), byWay: ByWay });
/** How often an agency was chosen, and how. */
export type ShareRow = z.output<typeof ShareRow>;

interface SharesFilter {
  readonly uscc?: string | undefined;
  readonly department?: Department | undefined;
  readonly category?: Category | undefined;
  readonly from: Instant;
  readonly to: Instant;
}

/** The agencies chosen between two instants, the most often chosen first; an engagement that ended unsigned was no commission. */
export async function listShares(
  db: Queryable,
  { uscc, department, category, from, to }: SharesFilter,
): Promise<ShareRow[]> {
  const { rows } = await db.query(sql`
    select e.agency_no as "agencyNo", a.zh, count(*)::integer as commissions,
           jsonb_build_object('direct', count(*) filter (where e.way = 'direct'),
                              'lowest-price', count(*) filter (where e.way = 'lowest-price'),
                              'comparison', count(*) filter (where e.way = 'comparison'),
                              'random', count(*) filter (where e.way = 'random')) as "byWay"
      from engagements e
      join commissions c using (commission_no)
      join agencies a on a.agency_no = e.agency_no
     where e.chosen_at between ${new Date(from)} and ${new Date(to)}
       and (e.ended_by is null or e.signed_at is not null)
       ${uscc === undefined ? empty : sql`and c.uscc = ${uscc}`}
       ${department === undefined ? empty : sql`and ${regulatedBy(department)}`}
       ${category === undefined ? empty : sql`and c.category = ${category}`}
     group by e.agency_no, a.zh
     order by commissions desc, e.agency_no`);
  return z.array(ShareRow).parse(rows);
}
