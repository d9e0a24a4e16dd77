import type { Queryable } from '@doudi/infra/database';
import { older, type PageQuery } from '@doudi/infra/http';
import { caseNumber, type Case, type CaseWrite, type NumberedCase, type StepCode } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';

export interface CaseRow {
  readonly caseNo: string;
  readonly orderNo: string;
  readonly step: StepCode;
  readonly level: Case['level'];
  readonly state: Case['state'];
  readonly outcome: Case['outcome'];
  readonly proposedBy: Case['proposedBy'];
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly events: number;
}
const columns = sql`case_no as "caseNo", order_no as "orderNo", step, level, state, outcome, proposed_by as "proposedBy", opened_at as "openedAt", closed_at as "closedAt", seq as events`;

/** The number of the step's case, given out on the first call, with the generation of its next run; `day` is yyyy-mm-dd. */
export async function numberCase(
  db: Queryable,
  { orderNo, step, openedAt, day }: { orderNo: string; step: StepCode; openedAt: Date; day: string },
): Promise<NumberedCase | undefined> {
  const found = await findNumber(db, orderNo, step);
  if (found) return found;
  const { rows } = await db.query<{ last: number }>(sql`
    insert into case_serials (day, last) values (${day}, 1)
    on conflict (day) do update set last = case_serials.last + 1 returning last`);
  await db.query(sql`
    insert into cases (case_no, order_no, step, opened_at)
    values (${caseNumber(day, rows[0]?.last ?? 1)}, ${orderNo}, ${step}, ${openedAt})
    on conflict (order_no, step) do nothing`);
  return findNumber(db, orderNo, step);
}

async function findNumber(db: Queryable, orderNo: string, step: StepCode): Promise<NumberedCase | undefined> {
  const { rows } = await db.query<NumberedCase>(
    sql`select case_no as "caseNo", generation + 1 as generation from cases where order_no = ${orderNo} and step = ${step}`,
  );
  return rows[0];
}

/** Puts the case's row forward to the write's newest event. */
export const putCaseForward = (db: Queryable, { caseNo, generation, case: caseState }: CaseWrite) =>
  db.query(sql`
    update cases
       set generation = ${generation}, reopenings = ${caseState.reopenings}, seq = ${caseState.events}, level = ${caseState.level}, state = ${caseState.state}, outcome = ${caseState.outcome},
           proposed_by = ${caseState.proposedBy}, closed_at = ${caseState.closedAt === null ? null : new Date(caseState.closedAt)}
     where case_no = ${caseNo} and (generation, seq) < (${generation}, ${caseState.events})`);

/** A case as its workflow last wrote it. */
export async function getCaseState(db: Queryable, caseNo: string) {
  const { rows } = await db.query<
    Pick<Case, 'level' | 'state' | 'outcome' | 'proposedBy' | 'events'> & { closedAt: Date | null }
  >(sql`
    select level, state, outcome, proposed_by as "proposedBy", closed_at as "closedAt", seq as events
      from cases where case_no = ${caseNo}`);
  const row = rows[0];
  return row && { ...row, closedAt: row.closedAt?.getTime() ?? null };
}

export async function findCase(db: Queryable, caseNo: string): Promise<CaseRow | undefined> {
  return (await list(db, sql`select ${columns} from cases where case_no = ${caseNo}`))[0];
}

/** Cases from the newest on; one more than the limit, when there are more. */
export const listCases = (
  db: Queryable,
  state: Case['state'] | undefined,
  query: PageQuery,
): Promise<CaseRow[]> =>
  list(
    db,
    sql`
    select ${columns} from cases
     where (${state ?? null}::text is null or state = ${state ?? null}::text) and ${older(query, sql`opened_at`, sql`case_no`)}
     order by opened_at desc, case_no desc limit ${query.limit + 1}`,
  );

const list = async (db: Queryable, statement: Sql): Promise<CaseRow[]> =>
  (await db.query<CaseRow>(statement)).rows;
