import type { Queryable } from '@doudi/infra/database';
import { later, notFound, type PageQuery } from '@doudi/infra/http';
import {
  agencyAsOf,
  agencyMark,
  agencyStates,
  categories,
  publicAgencyStates,
  repairStages,
  suspensionCauses,
  type Agency,
  type AgencyState,
  type Category,
  type Day,
  type Instant,
  type SuspensionCause,
} from '@doudi/workflows';
import sql, { empty, type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { creditColumns, starsKey } from './agency-credit.ts';
import type { SampleAgency } from './samples/agencies.ts';
import { things } from './words.ts';
import { dateOrNull, instant } from './instant-column.ts';

/** What everybody reads of an agency. */
export const AgencyRow = z.object({
  agencyNo: z.string(),
  /** the main one; those it can be hired for are its qualifications */
  category: z.enum(categories),
  uscc: z.string(),
  zh: z.string(),
  status: z.enum(agencyStates),
  /** five to one; five until something is on record */
  stars: z.int().min(1).max(5),
  /** how many ratings count */
  ratings: z.int().min(0),
});
export type AgencyRow = z.output<typeof AgencyRow>;

const credit = creditColumns(sql`a.agency_no`);
const rowColumns = (status = sql`a.status`) => sql`
  a.agency_no as "agencyNo", a.category, a.uscc, a.zh, ${status} as status, ${credit.stars} as stars, ${credit.ratings} as ratings`;

const day = z.string().transform((text) => text as Day);

/** An agency with all that its acts are judged by; `standing` is as of its last event. */
export type AgencyRecord = z.output<typeof AgencyRecord>;
export const AgencyRecord = AgencyRow.omit({ status: true })
  .extend({
    state: z.enum(agencyStates),
    changedAt: instant,
    events: z.number(),
    dueAt: instant.nullable(),
    noticeEndsAt: instant.nullable(),
    openObjections: z.number(),
    suspendedThrough: day.nullable(),
    repair: z.enum(repairStages).nullable(),
    barredThrough: day.nullable(),
    suspendedBecause: z.enum(suspensionCauses).nullable(),
  })
  .transform(({ agencyNo, category, uscc, zh, stars, ratings, suspendedBecause, ...standing }) => ({
    ...{ agencyNo, category, uscc, zh, stars, ratings, suspendedBecause },
    standing: standing satisfies Agency,
  }));

/** The columns of a record of an agency `a`. */
export const recordColumns = sql`
  a.agency_no as "agencyNo", a.category, a.uscc, a.zh, a.status as state, a.changed_at as "changedAt", a.events, a.due_at as "dueAt",
  a.notice_ends_at as "noticeEndsAt", a.open_objections as "openObjections", a.suspended_through as "suspendedThrough", a.repair,
  a.barred_through as "barredThrough", a.suspended_because as "suspendedBecause", ${credit.stars} as stars, ${credit.ratings} as ratings`;

/** As it stands at an instant: with what time alone has brought by then. */
export const asOf = (record: AgencyRecord, at: Instant): AgencyRecord => ({
  ...record,
  standing: agencyAsOf(record.standing, at),
});

/** The state of an agency `a` at an instant, as `agencyAsOf` says. */
export const stateAt = (at: Instant): Sql =>
  sql`case when a.lists_at <= ${new Date(at)} then 'listed' else a.status end`;

/** Adds the sample agencies that the market does not have yet; those it has stay as they are. */
export async function insertAgencies(db: Queryable, list: readonly SampleAgency[]): Promise<void> {
  await db.query(sql`
    insert into agencies (agency_no, category, uscc, zh, status)
    select "agencyNo", category, uscc, zh, status
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
        as r ("agencyNo" text, category text, uscc text, zh text, status text)
        on conflict do nothing`);
}

/** The number of the next agency that applies; until the end of the transaction nobody else gets one. */
async function nextAgencyNo(db: Queryable): Promise<string> {
  await db.query(sql`select pg_advisory_xact_lock(hashtext('agencies.agency_no'))`);
  const { rows } = await db.query<{ no: number }>(sql`
    select greatest(max(substr(agency_no, 2)::integer), ${firstNumber}) + 1 as no from agencies`);
  return `A${String(rows[0]?.no ?? firstNumber + 1).padStart(3, '0')}`;
}
/** Numbers up to it are those of the samples, and free. */
const firstNumber = 1000;

/** An agency that applies for the first time, held by the transaction; undefined when another request has just made it. */
export async function insertApplicant(
  db: Queryable,
  { uscc, name, category }: { readonly uscc: string; readonly name: string; readonly category: Category },
): Promise<AgencyRecord | undefined> {
  const { rows } = await db.query(sql`
    insert into agencies as a (agency_no, category, uscc, zh, status)
    values (${await nextAgencyNo(db)}, ${category}, ${uscc}, ${name}, 'applied')
        on conflict (uscc) do nothing
    returning ${recordColumns}`);
  return AgencyRecord.optional().parse(rows[0]);
}

export async function findAgency(db: Queryable, agencyNo: string): Promise<AgencyRow | undefined> {
  const { rows } = await db.query(sql`
    select ${rowColumns()} from agencies a where a.agency_no = ${agencyNo}`);
  return AgencyRow.optional().parse(rows[0]);
}

/** An agency as everybody reads it at an instant. */
export async function readAgencyRow(
  db: Queryable,
  agencyNo: string,
  at: Instant,
): Promise<AgencyRow | undefined> {
  const { rows } = await db.query(sql`
    select ${rowColumns(stateAt(at))} from agencies a where a.agency_no = ${agencyNo}`);
  return AgencyRow.optional().parse(rows[0]);
}

/** The agency of a legal person, by its unified social credit code. */
export async function findAgencyOf(db: Queryable, uscc: string): Promise<AgencyRow | undefined> {
  const { rows } = await db.query(sql`
    select ${rowColumns()} from agencies a where a.uscc = ${uscc}`);
  return AgencyRow.optional().parse(rows[0]);
}

async function findRecord(db: Queryable, rest: Sql): Promise<AgencyRecord | undefined> {
  const { rows } = await db.query(sql`select ${recordColumns} from agencies a where ${rest}`);
  return AgencyRecord.optional().parse(rows[0]);
}

export async function getAgency(db: Queryable, agencyNo: string, within = sql`true`): Promise<AgencyRecord> {
  const found = await findRecord(db, sql`a.agency_no = ${agencyNo} and (${within})`);
  if (!found) throw notFound(things.agency);
  return found;
}

/** An agency, held against other changes until the transaction ends. Throws 404. */
export async function getAgencyToChange(
  db: Queryable,
  agencyNo: string,
  within = sql`true`,
): Promise<AgencyRecord> {
  const found = await findRecord(db, sql`a.agency_no = ${agencyNo} and (${within}) for no key update`);
  if (!found) throw notFound(things.agency);
  return found;
}

export const findApplicantToChange = (db: Queryable, uscc: string): Promise<AgencyRecord | undefined> =>
  findRecord(db, sql`a.uscc = ${uscc} for no key update`);

/** An agency that is to be hired: nobody suspends it until the transaction ends. */
export const findAgencyToHire = (db: Queryable, agencyNo: string): Promise<AgencyRecord | undefined> =>
  findRecord(db, sql`a.agency_no = ${agencyNo} for share of a`);

export async function listAgenciesByNo(db: Queryable, numbers: readonly string[]): Promise<AgencyRecord[]> {
  const { rows } = await db.query(sql`
    select ${recordColumns} from agencies a where a.agency_no = any (${numbers})`);
  return z.array(AgencyRecord).parse(rows);
}

/** What is written beside the standing. */
interface Written {
  readonly suspendedBecause: SuspensionCause | null;
  readonly category: Category;
  readonly zh: string;
}

/** Writes how an agency that the transaction holds stands now. */
export async function writeStanding(
  db: Queryable,
  agencyNo: string,
  { suspendedBecause, category, zh, standing }: Written & { readonly standing: Agency },
): Promise<void> {
  const mark = agencyMark(standing);
  await db.query(sql`
    update agencies
       set category = ${category}, zh = ${zh}, status = ${standing.state}, changed_at = ${new Date(standing.changedAt)},
           events = ${standing.events}, due_at = ${dateOrNull(standing.dueAt)},
           notice_ends_at = ${dateOrNull(standing.noticeEndsAt)}, open_objections = ${standing.openObjections},
           suspended_through = ${standing.suspendedThrough}, suspended_because = ${suspendedBecause}, repair = ${standing.repair},
           barred_through = ${standing.barredThrough}, lists_at = ${dateOrNull(mark && mark.at)}
     where agency_no = ${agencyNo}`);
}

export interface AgencyFilter extends PageQuery {
  readonly category?: Category | undefined;
  readonly status?: AgencyState | undefined;
  readonly sort?: AgencySort | undefined;
  /** a part of the name */
  readonly q?: string | undefined;
  /** the condition on `a` of what the caller may know of */
  readonly within: Sql;
  readonly at: Instant;
}

/** Those that everybody may know of. */
export const isPublic: Sql = sql`a.status = any (${[...publicAgencyStates]})`;

/** How agencies are listed: by number, or the most stars first. */
export const agencySorts = ['number', 'stars'] as const;
type AgencySort = (typeof agencySorts)[number];

// A list by a key alone: every agency bears the same instant. A number of more digits comes after all of fewer.
const noInstant = sql`'epoch'::timestamptz`;
const numberKey = sql`lpad(substr(a.agency_no, 2), 9, '0')`;
export const agencyPosition = (sort: AgencySort | undefined) => (row: AgencyRecord) =>
  [0, sort === 'stars' ? starsKey(row) : row.agencyNo.slice(1).padStart(9, '0')] as const;

const isQualified = (category: Category) => sql`
  exists (select from qualifications q where q.agency_no = a.agency_no and q.state = 'granted' and q.category = ${category})`;

/** Agencies in the order asked for, one more than the page holds. */
export async function listAgencies(db: Queryable, filter: AgencyFilter): Promise<AgencyRecord[]> {
  const { category, status, q, limit, within, at, sort } = filter;
  const key = sort === 'stars' ? credit.starsKey : numberKey;
  const { rows } = await db.query(sql`
    select ${recordColumns}
      from agencies a
     where ${later(filter, noInstant, key)} and (${within})
       ${category ? sql`and ${isQualified(category)}` : empty}
       ${status ? sql`and (${stateAt(at)}) = ${status}` : empty}
       ${q ? sql`and strpos(lower(a.zh), lower(${q})) > 0` : empty}
     order by ${key}
     limit ${limit + 1}`);
  return z.array(AgencyRecord).parse(rows);
}
