import type { Queryable } from '@doudi/infra/database';
import sql from 'sql-template-tag';
import type { AcceptedResult } from './accepted-results.ts';

/** What became of a file of an accepted result. */
export const adoptionOutcomes = ['adopted', 'superseded', 'owner-changed'] as const;
export type AdoptionOutcome = (typeof adoptionOutcomes)[number];
/** Why an attempt failed. */
export const adoptionFaults = ['content-missing', 'failed'] as const;
export type AdoptionFault = (typeof adoptionFaults)[number];

type Key = Pick<AcceptedResult, 'commissionNo' | 'fileNo'>;

/** A file of an accepted result that is to become a paper. */
export interface DueAdoption extends Key {
  /** that have failed */
  readonly attempts: number;
  /** that of the last one */
  readonly fault: AdoptionFault | null;
}

/** Puts accepted results on record that are not yet. */
export const insertAccepted = (db: Queryable) =>
  db.query(sql`
    insert into result_adoptions (commission_no, file_no)
    select r.commission_no, r.file_no
      from intermediary_market.accepted_results r
     where not exists (
       select from result_adoptions a where a.commission_no = r.commission_no and a.file_no = r.file_no)
    on conflict do nothing`);

/** What is to be done now, that which waits longest first. */
export async function listDue(db: Queryable, most: number): Promise<DueAdoption[]> {
  const { rows } = await db.query<DueAdoption>(sql`
    select commission_no as "commissionNo", file_no as "fileNo", attempts, fault
      from result_adoptions
     where outcome is null and not_before <= now()
     order by not_before, commission_no, file_no
     limit ${most}`);
  return rows;
}

/** Holds one of them until the transaction ends, be it by a crash; answers false when another instance has it, or had it. */
export async function holdDue(db: Queryable, { commissionNo, fileNo }: Key): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    select from result_adoptions
     where commission_no = ${commissionNo} and file_no = ${fileNo} and outcome is null and not_before <= now()
       for update skip locked`);
  return rowCount === 1;
}

export const markSettled = (db: Queryable, { commissionNo, fileNo }: Key, outcome: AdoptionOutcome) =>
  db.query(sql`
    update result_adoptions set outcome = ${outcome}, fault = null
     where commission_no = ${commissionNo} and file_no = ${fileNo}`);

/** One more attempt has failed; the next one waits `pauseMs` real milliseconds. */
export const markFailed = (
  db: Queryable,
  { commissionNo, fileNo }: Key,
  { fault, pauseMs }: { readonly fault: AdoptionFault; readonly pauseMs: number },
) =>
  db.query(sql`
    update result_adoptions
       set fault = ${fault}, attempts = attempts + 1, not_before = clock_timestamp() + ${pauseMs} * interval '1 millisecond'
     where commission_no = ${commissionNo} and file_no = ${fileNo} and outcome is null`);
