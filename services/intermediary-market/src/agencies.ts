import type { Queryable } from '@doudi/infra/database';
import { later, notFound, type PageQuery } from '@doudi/infra/http';
import { categories, type Category } from '@doudi/workflows';
import sql, { empty } from 'sql-template-tag';
import { z } from 'zod';
import { creditColumns, starsKey } from './agency-credit.ts';
import { agencyStatuses, type Agency, type AgencyStatus } from './samples/agencies.ts';
import { things } from './words.ts';

export const AgencyRow = z.object({
  agencyNo: z.string(),
  category: z.enum(categories),
  uscc: z.string(),
  zh: z.string(),
  status: z.enum(agencyStatuses),
  /** five to one; five until something is on record */
  stars: z.int().min(1).max(5),
  /** how many ratings count */
  ratings: z.int().min(0),
});
export type AgencyRow = z.output<typeof AgencyRow>;

const credit = creditColumns(sql`agencies.agency_no`);
const columns = sql`
  agency_no as "agencyNo", category, uscc, zh, status, ${credit.stars} as stars, ${credit.ratings} as ratings`;

/** Adds the agencies the market does not have yet; those it has stay as they are. */
export async function insertAgencies(db: Queryable, list: readonly Agency[]): Promise<void> {
  await db.query(sql`
    insert into agencies (agency_no, category, uscc, zh, status)
    select "agencyNo", category, uscc, zh, status
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
        as r ("agencyNo" text, category text, uscc text, zh text, status text)
        on conflict do nothing`);
}

export async function findAgency(db: Queryable, agencyNo: string): Promise<AgencyRow | undefined> {
  const { rows } = await db.query(sql`select ${columns} from agencies where agency_no = ${agencyNo}`);
  return AgencyRow.optional().parse(rows[0]);
}

/** The agency of a legal person, by its unified social credit code. */
export async function findAgencyOf(db: Queryable, uscc: string): Promise<AgencyRow | undefined> {
  const { rows } = await db.query(sql`select ${columns} from agencies where uscc = ${uscc}`);
  return AgencyRow.optional().parse(rows[0]);
}

export async function listAgenciesByNo(db: Queryable, numbers: readonly string[]): Promise<AgencyRow[]> {
  const { rows } = await db.query(sql`select ${columns} from agencies where agency_no = any (${numbers})`);
  return z.array(AgencyRow).parse(rows);
}

export async function getAgency(db: Queryable, agencyNo: string): Promise<AgencyRow> {
  const agency = await findAgency(db, agencyNo);
  if (!agency) throw notFound(things.agency);
  return agency;
}

export interface AgencyFilter extends PageQuery {
  readonly category?: Category | undefined;
  readonly status?: AgencyStatus | undefined;
  readonly sort?: AgencySort | undefined;
}

/** How agencies are listed: by number, or the most stars first. */
export const agencySorts = ['number', 'stars'] as const;
export type AgencySort = (typeof agencySorts)[number];

// A list by a key alone: every agency bears the same instant.
const noInstant = sql`'epoch'::timestamptz`;

export const agencyPosition = (sort: AgencySort | undefined) => (row: AgencyRow) =>
  [0, sort === 'stars' ? starsKey(row) : row.agencyNo] as const;

/** Agencies in the order asked for, one more than the page holds. */
export async function listAgencies(db: Queryable, filter: AgencyFilter): Promise<AgencyRow[]> {
  const { category, status, limit, sort } = filter;
  const key = sort === 'stars' ? credit.starsKey : sql`agency_no`;
  const { rows } = await db.query(sql`
    select ${columns}
      from agencies
     where ${later(filter, noInstant, key)}
       ${category ? sql`and category = ${category}` : empty}
       ${status ? sql`and status = ${status}` : empty}
     order by ${key}
     limit ${limit + 1}`);
  return z.array(AgencyRow).parse(rows);
}
