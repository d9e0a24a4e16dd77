import type { Queryable } from '@doudi/infra/database';
import {
  appealDecisions,
  deductionKinds,
  type Day,
  type DeductionKind,
  type Instant,
} from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { instant } from './instant-column.ts';

const DeductionRow = z.object({
  deductionNo: z.number(),
  agencyNo: z.string(),
  commissionNo: z.string().nullable(),
  kind: z.enum(deductionKinds),
  points: z.number(),
  /** of what was late: working days past the promised day */
  days: z.number().nullable(),
  promisedDay: z
    .string()
    .transform((day) => day as Day)
    .nullable(),
  milestone: z.number().nullable(),
  at: instant,
  recordedAt: instant,
  by: z.string().nullable(),
  /** what a supervisor wrote */
  evidence: z.string().nullable(),
  appeal: z.enum(['pending', ...appealDecisions]).nullable(),
  appealedAt: instant.nullable(),
  appealText: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionText: z.string().nullable(),
});
/** A deduction with what became of it. */
export type DeductionRow = z.output<typeof DeductionRow>;

/** The same as it is shown: one that is due and not on record yet has no number. */
export type ShownDeduction = Omit<DeductionRow, 'deductionNo'> & { readonly deductionNo: number | null };

export interface NewDeduction {
  readonly agencyNo: string;
  readonly commissionNo: string | null;
  readonly kind: DeductionKind;
  readonly points: number;
  readonly days?: number;
  readonly promisedDay?: Day;
  /** of what was late: the milestone with which the contract was signed */
  readonly contract?: number;
  readonly milestone?: number;
  /** the id of a stored text */
  readonly textId?: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly by: string | null;
}

/** Puts a deduction on record and answers its number; undefined when what it is for has one. */
export async function insertDeduction(db: Queryable, one: NewDeduction): Promise<number | undefined> {
  const { agencyNo, commissionNo, kind, points, at, recordedAt, by } = one;
  const { days = null, promisedDay = null, contract = null, milestone = null, textId = null } = one;
  const { rows } = await db.query<{ deductionNo: number }>(sql`
    insert into deductions (agency_no, commission_no, kind, points, days, promised_day, contract, milestone, text_id,
                            at, recorded_at, "by")
    values (${agencyNo}, ${commissionNo}, ${kind}, ${points}, ${days}, ${promisedDay}, ${contract}, ${milestone}, ${textId},
            ${new Date(at)}, ${new Date(recordedAt)}, ${by})
        on conflict do nothing
    returning deduction_no::integer as "deductionNo"`);
  return rows[0]?.deductionNo;
}

async function select(db: Queryable, rest: Sql): Promise<DeductionRow[]> {
  const { rows } = await db.query(sql`
    select d.deduction_no::integer as "deductionNo", d.agency_no as "agencyNo", d.commission_no as "commissionNo", d.kind,
           d.points, d.days, d.promised_day as "promisedDay", d.milestone, d.at, d.recorded_at as "recordedAt", d."by",
           (select body from texts t where t.text_id = d.text_id) as evidence,
           case when a.at is not null then coalesce(a.decision, 'pending') end as appeal, a.at as "appealedAt",
           (select body from texts t where t.text_id = a.text_id) as "appealText", a.decided_at as "decidedAt",
           (select body from texts t where t.text_id = a.decision_text_id) as "decisionText"
      from deductions d
      left join appeals a using (deduction_no)
     ${rest}`);
  return z.array(DeductionRow).parse(rows);
}

/** All deductions of an agency, in order. */
export const listDeductions = (db: Queryable, agencyNo: string): Promise<DeductionRow[]> =>
  select(db, sql`where d.agency_no = ${agencyNo} order by d.at, d.deduction_no`);

export const findDeduction = async (
  db: Queryable,
  { agencyNo, no }: { readonly agencyNo: string; readonly no: number },
): Promise<DeductionRow | undefined> =>
  (await select(db, sql`where d.agency_no = ${agencyNo} and d.deduction_no = ${no}`))[0];

/** Deductions of the agencies with this USCC that were recorded since, and against which nobody has appealed. */
export const listUnappealed = (db: Queryable, uscc: string, since: Instant): Promise<DeductionRow[]> =>
  select(
    db,
    sql`where a.at is null and d.recorded_at >= ${new Date(since)}
          and d.agency_no in (select g.agency_no from agencies g where g.uscc = ${uscc})
        order by d.recorded_at, d.deduction_no
        limit 1000`,
  );

/** Deductions whose appeal waits for a supervisor who did not record them, the longest waiting first. */
export const listUndecided = (db: Queryable, subject: string): Promise<DeductionRow[]> =>
  select(
    db,
    sql`where a.at is not null and a.decision is null and d."by" is distinct from ${subject}
        order by a.at, d.deduction_no
        limit 1000`,
  );
