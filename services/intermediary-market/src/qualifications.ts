import type { Queryable } from '@doudi/infra/database';
import { categories, qualificationStates, type Category, type Day, type Instant } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { openRecords } from './agency-records.ts';
import type { SampleQualification } from './samples/qualifications.ts';
import { dateOrNull, instant } from './instant-column.ts';

const QualificationRow = z.object({
  agencyNo: z.string(),
  no: z.number(),
  category: z.enum(categories),
  certificateNo: z.string(),
  validThrough: z
    .string()
    .transform((text) => text as Day)
    .nullable(),
  fileId: z.string().nullable(),
  state: z.enum(qualificationStates),
  askedAt: instant,
  dueAt: instant.nullable(),
});
export type QualificationRow = z.output<typeof QualificationRow>;

async function select(db: Queryable, rest: Sql): Promise<QualificationRow[]> {
  const { rows } = await db.query(sql`
    select q.agency_no as "agencyNo", q.no, q.category, q.certificate_no as "certificateNo", q.valid_through as "validThrough",
           q.file_id as "fileId", q.state, q.asked_at as "askedAt", q.due_at as "dueAt"
      from qualifications q ${rest}`);
  return z.array(QualificationRow).parse(rows);
}

/** Adds those of the sample agencies, which the market does not have yet; those it has stay as they are. */
export async function insertSampleQualifications(
  db: Queryable,
  list: readonly SampleQualification[],
  at: Instant,
): Promise<void> {
  await db.query(sql`
    insert into qualifications (agency_no, no, category, certificate_no, valid_through, state, asked_at, decided_at)
    select r."agencyNo", 1, r.category, r."certificateNo", r."validThrough", 'granted', ${new Date(at)}, ${new Date(at)}
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
        as r ("agencyNo" text, category text, "certificateNo" text, "validThrough" date)
      join agencies a on a.agency_no = r."agencyNo" and a.category = r.category
        on conflict do nothing`);
}

interface Asked {
  readonly category: Category;
  readonly certificateNo: string;
  readonly validThrough: string | null;
  readonly file: string;
}

/** Puts on record what an agency hands in, under the next number of its qualifications; answers the number of the first. */
export async function insertAsked(
  db: Queryable,
  agencyNo: string,
  {
    asked,
    at,
    dueAt,
  }: { readonly asked: readonly Asked[]; readonly at: Instant; readonly dueAt: Instant | null },
): Promise<number> {
  const { rows } = await db.query<{ no: number }>(sql`
    insert into qualifications (agency_no, no, category, certificate_no, valid_through, file_id, state, asked_at, due_at)
    select ${agencyNo}, r.place + (select coalesce(max(no), 0) from qualifications where agency_no = ${agencyNo}),
           r.one ->> 'category', r.one ->> 'certificateNo', (r.one ->> 'validThrough')::date, (r.one ->> 'file')::uuid, 'asked',
           ${new Date(at)}, ${dateOrNull(dueAt)}
      from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) with ordinality as r (one, place)
    returning no`);
  return Math.min(...rows.map(({ no }) => no));
}

/** Decides on what is `asked` of an agency, all of it or one. */
export async function decideAsked(
  db: Queryable,
  { agencyNo, no }: { readonly agencyNo: string; readonly no?: number },
  { state, at }: { readonly state: 'granted' | 'refused' | 'replaced'; readonly at: Instant },
): Promise<void> {
  await db.query(sql`
    update qualifications set state = ${state}, decided_at = ${new Date(at)}
     where agency_no = ${agencyNo} and state = 'asked' and (${no ?? null}::integer is null or no = ${no ?? null})`);
  if (state === 'granted') await openRecords(db, agencyNo);
}

/** Takes back what was granted to an agency, of one category or of all. */
export async function withdrawGranted(
  db: Queryable,
  { agencyNo, category }: { readonly agencyNo: string; readonly category?: Category },
  state: 'refused' | 'replaced',
): Promise<void> {
  await db.query(sql`
    update qualifications set state = ${state}
     where agency_no = ${agencyNo} and state = 'granted' and (${category ?? null}::text is null or category = ${category ?? null})`);
}

const inOrder = sql`order by q.agency_no, q.category, q.no`;

/** The qualifications in force, one a category; some may have expired. */
export const listGranted = (db: Queryable, agencyNos: readonly string[]): Promise<QualificationRow[]> =>
  select(db, sql`where q.agency_no = any (${agencyNos}) and q.state = 'granted' ${inOrder}`);

/** What an agency has handed in and nobody has decided. */
export const listAsked = (db: Queryable, agencyNo: string): Promise<QualificationRow[]> =>
  select(db, sql`where q.agency_no = ${agencyNo} and q.state = 'asked' ${inOrder}`);

export const findAsked = async (
  db: Queryable,
  agencyNo: string,
  no: number,
): Promise<QualificationRow | undefined> =>
  (await select(db, sql`where q.agency_no = ${agencyNo} and q.no = ${no} and q.state = 'asked'`))[0];

/** What was handed in beside an application and waits for a decision. */
export const listWaitingQualifications = (db: Queryable): Promise<QualificationRow[]> =>
  select(
    db,
    sql`where q.state = 'asked' and q.due_at is not null order by q.due_at, q.agency_no, q.no limit 1000`,
  );

/** Granted ones of agencies in the market whose last valid day is at or before a day, and whose end is not on record. */
export const listEnding = (db: Queryable, through: Day): Promise<QualificationRow[]> =>
  select(
    db,
    sql`where q.state = 'granted' and q.valid_through <= ${through}
          and exists (select from agencies a
                       where a.agency_no = q.agency_no
                         and a.status in ('on-notice', 'listed', 'warned', 'suspended', 'repairing'))
          and not exists (select from agency_events e
                           where e.agency_no = q.agency_no and e.kind = 'expire-qualification' and e.about = q.no)
        order by q.valid_through, q.agency_no, q.no limit 1000`,
  );
