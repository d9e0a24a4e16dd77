import type { Queryable } from '@doudi/infra/database';
import {
  agencyOfParty,
  caseNumber,
  departmentOfParty,
  partiesOf,
  type Case,
  type CaseWrite,
  type Day,
  type StepCode,
  type TaskCode,
} from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';

/** A case as it is on record. */
export interface CaseRow {
  readonly caseNo: string;
  readonly generation: number;
  readonly uscc: string | null;
  readonly reportedBy: string | null;
  readonly textId: string | null;
  /** of the order: the task that whoever reported it names */
  readonly task: TaskCode | null;
  readonly calendarVersion: string;
  readonly record: Case;
}
export const caseColumns = sql`c.case_no as "caseNo", c.generation, c.uscc, c.reported_by as "reportedBy", c.text_id as "textId", c.task, c.calendar_version as "calendarVersion", c.record`;

/** What a new row says beside the case itself. */
interface Reported {
  /** by which its days are counted */
  readonly calendarVersion: string;
  readonly reportedBy?: string;
  readonly uscc?: string | null;
  readonly textId?: string | null;
  readonly task?: TaskCode | null;
}

/**
 * Numbers a case and puts it on record, in the transaction of its caller: the serial of the day is locked until then, so numbers have no
 * gaps and are given once. Answers its row; `day` is the office day of its receipt.
 */
export async function insertCase(db: Queryable, day: Day, one: Case, reported: Reported): Promise<CaseRow> {
  return insertNumbered(db, { caseNo: caseNumber(day, await nextSerial(db, day)), one }, reported);
}

/** Puts a case on record under a number that is known. */
export async function insertNumbered(
  db: Queryable,
  { caseNo, one }: { readonly caseNo: string; readonly one: Case },
  reported: Reported,
): Promise<CaseRow> {
  const { openedAt, levelSince, orderNo, step, way, cause, level, state, isUrgent } = one;
  const { departments, agencies } = sidesOf(one);
  const { calendarVersion, reportedBy = null, uscc = null, textId = null, task = null } = reported;
  const { rows } = await db.query<CaseRow>(sql`
    insert into cases as c (case_no, order_no, step, way, cause, level, state, is_urgent, opened_at, level_since, departments, agencies,
                       reported_by, uscc, text_id, task, calendar_version, record)
    values (${caseNo}, ${orderNo}, ${step}, ${way}, ${cause}, ${level}, ${state}, ${isUrgent}, ${new Date(openedAt)},
            ${new Date(levelSince)}, ${departments}, ${agencies}, ${reportedBy}, ${uscc}, ${textId}, ${task}, ${calendarVersion}, ${JSON.stringify(one)})
    returning ${caseColumns}`);
  return rows[0]!;
}

async function nextSerial(db: Queryable, day: Day): Promise<number> {
  const { rows } = await db.query<{ last: number }>(sql`
    insert into case_serials (day, last) values (${day}, 1)
    on conflict (day) do update set last = case_serials.last + 1 returning last`);
  return rows[0]?.last ?? 1;
}

/** The case of a step's lateness. */
export const findCaseOfStep = (
  db: Queryable,
  orderNo: string,
  step: StepCode,
): Promise<CaseRow | undefined> =>
  findOne(db, sql`select ${caseColumns} from cases c where order_no = ${orderNo} and step = ${step}`);

export const findCase = (db: Queryable, caseNo: string): Promise<CaseRow | undefined> =>
  findOne(db, sql`select ${caseColumns} from cases c where case_no = ${caseNo}`);

/** The case that was reported with a text: every report has one. */
export const findReceived = (db: Queryable, textId: string): Promise<CaseRow | undefined> =>
  findOne(db, sql`select ${caseColumns} from cases c where text_id = ${textId}`);

/** Cases whose workflow has written nothing yet, received before an instant. */
export async function listNotStarted(db: Queryable, before: Date, limit: number): Promise<CaseRow[]> {
  const { rows } = await db.query<CaseRow>(sql`
    select ${caseColumns} from cases c
     where generation = 0 and way <> 'timeout' and opened_at < ${before} order by opened_at limit ${limit}`);
  return rows;
}

const findOne = async (db: Queryable, statement: Sql): Promise<CaseRow | undefined> =>
  (await db.query<CaseRow>(statement)).rows[0];

/** The case with a number, or the survivor it was merged into; undefined where that number is none that fits a condition on `c`. */
export const findSurvivor = (
  db: Queryable,
  caseNo: string,
  fits: Sql = sql`true`,
): Promise<CaseRow | undefined> =>
  findOne(
    db,
    sql`
    with recursive chain as (
      select c.* from cases c where c.case_no = ${caseNo} and ${fits}
      union select n.* from cases n join chain on n.case_no = chain.merged_into)
    select ${caseColumns} from chain c where c.merged_into is null`,
  );

/** Puts the case's row forward to the write's newest event. */
export function putCaseForward(db: Queryable, { caseNo, generation, case: given }: CaseWrite) {
  const { departments, agencies } = sidesOf(given);
  const at = (instant: number | null) => (instant === null ? null : new Date(instant));
  return db.query(sql`
    update cases
       set generation = ${generation}, seq = ${given.events}, order_no = ${given.orderNo}, level = ${given.level},
           level_since = ${at(given.levelSince)}, state = ${given.state}, outcome = ${given.outcome},
           proposed_by = ${given.proposedBy}, answered_at = ${at(given.answeredAt)}, closed_at = ${at(given.closedAt)},
           reopenings = ${given.reopenings}, handler = ${given.handler}, commission_no = ${given.commissionNo},
           merged_into = ${given.mergedInto}, departments = ${departments}, agencies = ${agencies},
           record = ${JSON.stringify(given)}
     where case_no = ${caseNo} and (generation, seq) < (${generation}, ${given.events})`);
}

/** Who is held to something in a case, or leads it. */
function sidesOf(given: Case) {
  const parties = partiesOf(given);
  return {
    departments: parties.flatMap((party) => departmentOfParty(party) ?? []),
    agencies: parties.flatMap((party) => agencyOfParty(party) ?? []),
  };
}
