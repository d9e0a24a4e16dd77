import type { Queryable } from '@doudi/infra/database';
import { later, type PageQuery } from '@doudi/infra/http';
import { agencyStates, shanghaiDay, type Category, type Day, type Instant } from '@doudi/workflows';
import sql, { empty, type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { stateAt } from './agencies.ts';

const DirectoryRow = z.object({
  agencyNo: z.string(),
  uscc: z.string(),
  zh: z.string(),
  status: z.enum(agencyStates),
  stars: z.number(),
  ratings: z.number(),
  lowestYuan: z.number().nullable(),
  highestYuan: z.number().nullable(),
  finished: z.number(),
  medianDays: z.number().nullable(),
  returns: z.number(),
  running: z.number(),
  certificateNo: z.string(),
  validThrough: z
    .string()
    .transform((text) => text as Day)
    .nullable(),
  /** its place in the order asked for */
  key: z.string(),
});
/** An agency that can be hired for a category now, with what it has done in it. */
export type DirectoryRow = z.output<typeof DirectoryRow>;

/** The orders of the directory: the most stars, the lowest price or the earliest results first, or by name. */
export const directorySorts = ['stars', 'price', 'punctuality', 'name'] as const;
type DirectorySort = (typeof directorySorts)[number];

const keys: Readonly<Record<DirectorySort, Sql>> = {
  stars: sql`r.stars_key`,
  price: sql`r.price_key`,
  punctuality: sql`r.punctuality_key`,
  // a cursor has at most 100 characters
  name: sql`(left(a.zh, 80) collate "C" || a.agency_no)`,
};

export interface DirectoryFilter extends PageQuery {
  readonly category: Category;
  readonly at: Instant;
  readonly sort?: DirectorySort;
  readonly minStars?: number | undefined;
  /** it has signed for this or less */
  readonly mostYuan?: number | undefined;
  /** a part of the name */
  readonly q?: string | undefined;
  /** only these */
  readonly agencyNos?: readonly string[] | undefined;
}

/** Whether an agency `a` is on the list at an instant, as `stateAt` says; in words the planner can estimate. */
const isListed = (at: Instant) => sql`(a.status in ('listed', 'warned') or a.lists_at <= ${new Date(at)})`;
const isValid = (at: Instant) => sql`(q.valid_through is null or q.valid_through >= ${shanghaiDay(at)})`;

/**
 * The statement of a page: those who can be hired for a category, in the order asked for, one more than the page holds. The qualification, of
 * which there is one, is looked up for each row, so that the rows come in the order of the index and the page ends the search.
 */
export function directoryPage(filter: DirectoryFilter): Sql {
  const { category, at, sort = 'stars', minStars, mostYuan, q, agencyNos, limit } = filter;
  const key = keys[sort];
  return sql`
    select r.agency_no as "agencyNo", a.uscc, a.zh, ${stateAt(at)} as status, r.stars, r.ratings,
           r.lowest_yuan::float8 as "lowestYuan", r.highest_yuan::float8 as "highestYuan", r.finished,
           r.median_days::float8 as "medianDays", r.returns, r.running, q.certificate_no as "certificateNo",
           q.valid_through as "validThrough", ${key} as key
      from agency_records r
      join agencies a using (agency_no)
     cross join lateral (
           select q.certificate_no, q.valid_through
             from qualifications q
            where q.agency_no = r.agency_no and q.category = r.category and q.state = 'granted'
            limit 1) q
     where r.category = ${category} and ${later(filter, noInstant, key)} and ${isListed(at)} and ${isValid(at)}
       ${minStars === undefined ? empty : sql`and r.stars >= ${minStars}`}
       ${mostYuan === undefined ? empty : sql`and r.lowest_yuan <= ${mostYuan}`}
       ${q === undefined ? empty : sql`and strpos(lower(a.zh), lower(${q})) > 0`}
       ${agencyNos === undefined ? empty : sql`and r.agency_no = any (${agencyNos})`}
     order by ${key}
     limit ${limit + 1}`;
}

// a list by a key alone: all bear the same instant
const noInstant = sql`'epoch'::timestamptz`;
export const directoryPosition = ({ key }: DirectoryRow) => [0, key] as const;

export async function listDirectory(db: Queryable, filter: DirectoryFilter): Promise<DirectoryRow[]> {
  return z.array(DirectoryRow).parse((await db.query(directoryPage(filter))).rows);
}

/** The numbers of all who can be hired for a category at an instant: whom the directory shows without a narrowing. */
export async function listHireable(
  db: Queryable,
  { category, at }: Pick<DirectoryFilter, 'category' | 'at'>,
): Promise<string[]> {
  const { rows } = await db.query<{ agencyNo: string }>(sql`
    select a.agency_no as "agencyNo"
      from agencies a
     where ${isListed(at)} and exists (
           select from qualifications q
            where q.agency_no = a.agency_no and q.category = ${category} and q.state = 'granted' and ${isValid(at)})
     order by length(a.agency_no), a.agency_no`);
  return rows.map(({ agencyNo }) => agencyNo);
}
