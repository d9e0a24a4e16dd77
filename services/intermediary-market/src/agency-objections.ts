import type { Queryable } from '@doudi/infra/database';
import { objectionOutcomes, type Instant, type ObjectionOutcome } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { instant } from './instant-column.ts';

const ObjectionRow = z.object({
  agencyNo: z.string(),
  no: z.number(),
  by: z.string(),
  at: instant,
  text: z.string(),
  dueAt: instant,
  outcome: z.enum(objectionOutcomes).nullable(),
  decidedAt: instant.nullable(),
});
export type ObjectionRow = z.output<typeof ObjectionRow>;

async function select(db: Queryable, rest: Sql): Promise<ObjectionRow[]> {
  const { rows } = await db.query(sql`
    select o.agency_no as "agencyNo", o.no, o."by", o.at, t.body as text, o.due_at as "dueAt", o.outcome, o.decided_at as "decidedAt"
      from agency_objections o join texts t on t.text_id = o.note ${rest}`);
  return z.array(ObjectionRow).parse(rows);
}

interface NewObjection {
  readonly by: string;
  readonly at: Instant;
  readonly note: string;
  readonly dueAt: Instant;
}

/** Puts an objection on record under the next number of the agency, which the transaction holds; undefined when one of this person is open. */
export async function insertObjection(
  db: Queryable,
  agencyNo: string,
  { by, at, note, dueAt }: NewObjection,
): Promise<number | undefined> {
  const { rows } = await db.query<{ no: number }>(sql`
    insert into agency_objections (agency_no, no, "by", at, note, due_at)
    select ${agencyNo}, coalesce(max(no), 0) + 1, ${by}, ${new Date(at)}, ${note}::uuid, ${new Date(dueAt)}
      from agency_objections where agency_no = ${agencyNo}
        on conflict do nothing
    returning no`);
  return rows[0]?.no;
}

export const listObjections = (db: Queryable, agencyNo: string): Promise<ObjectionRow[]> =>
  select(db, sql`where o.agency_no = ${agencyNo} order by o.no`);

export const findObjection = async (
  db: Queryable,
  agencyNo: string,
  no: number,
): Promise<ObjectionRow | undefined> =>
  (await select(db, sql`where o.agency_no = ${agencyNo} and o.no = ${no}`))[0];

export const listOpenObjections = (db: Queryable): Promise<ObjectionRow[]> =>
  select(db, sql`where o.outcome is null order by o.due_at, o.agency_no, o.no limit 1000`);

/** Decides one objection, or all that are open, which fall with the application. */
export async function decideObjections(
  db: Queryable,
  { agencyNo, no }: { readonly agencyNo: string; readonly no?: number },
  { outcome, at }: { readonly outcome: ObjectionOutcome; readonly at: Instant },
): Promise<void> {
  await db.query(sql`
    update agency_objections set outcome = ${outcome}, decided_at = ${new Date(at)}
     where agency_no = ${agencyNo} and outcome is null and (${no ?? null}::integer is null or no = ${no ?? null})`);
}
