import type { Queryable } from '@doudi/infra/database';
import { later, notFound, type PageQuery } from '@doudi/infra/http';
import { categories, type Category } from '@doudi/workflows';
import sql, { empty } from 'sql-template-tag';
import { z } from 'zod';
import { agencyStatuses, type Agency, type AgencyStatus } from './samples/agencies.ts';
import { things } from './words.ts';

export const AgencyRow = z.object({
  agencyNo: z.string(),
  category: z.enum(categories),
  uscc: z.string(),
  zh: z.string(),
  status: z.enum(agencyStatuses),
});
export type AgencyRow = z.output<typeof AgencyRow>;

const columns = sql`agency_no as "agencyNo", category, uscc, zh, status`;

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
}

// A list by number alone: every agency bears the same instant.
const noInstant = sql`'epoch'::timestamptz`;
export const agencyPosition = ({ agencyNo }: AgencyRow) => [0, agencyNo] as const;

/** Agencies by number, one more than the page holds. */
export async function listAgencies(db: Queryable, filter: AgencyFilter): Promise<AgencyRow[]> {
  const { category, status, limit } = filter;
  const { rows } = await db.query(sql`
    select ${columns}
      from agencies
     where ${later(filter, noInstant, sql`agency_no`)}
       ${category ? sql`and category = ${category}` : empty}
       ${status ? sql`and status = ${status}` : empty}
     order by agency_no
     limit ${limit + 1}`);
  return z.array(AgencyRow).parse(rows);
}
