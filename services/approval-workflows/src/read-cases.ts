import type { Queryable } from '@doudi/infra/database';
import {
  type AccessScope,
  type Answer,
  type Call,
  type Caller,
  CodeWords,
  notFound,
  page,
  pageOf,
} from '@doudi/infra/http';
import { shanghaiIso, withCaseMarks } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { showAttachment } from './attachment-answer.ts';
import { listAttachments } from './case-attachments.ts';
import { actionsOnCase, isReporter } from './case-actions.ts';
import { CaseRecord, CaseSummary, showParts, showSummary } from './case-answer.ts';
import { type CasesQuery, listCases } from './case-list.ts';
import type { OfCase } from './case-number-param.ts';
import { listRatings } from './case-ratings.ts';
import { caseWithin } from './case-scope.ts';
import { type CaseEventRow, findStatement, listCaseEvents, mayReadCaseText } from './case-texts.ts';
import { type CaseRow, findSurvivor } from './cases.ts';
import { sayEvent } from './day-events.ts';
import type { Dependencies } from './dependencies.ts';
import { withCaseWords } from './with-words.ts';
import { things } from './words.ts';

export const CasesAnswer = pageOf(CaseSummary).extend({ words: CodeWords });
export const OneCase = CaseRecord.extend({ words: CodeWords });
const sayList = withCaseWords(CasesAnswer);
const sayCase = withCaseWords(OneCase);

type Needs = Pick<Dependencies, 'clock' | 'calendarOf'>;

/** The cases the caller may see, newest first, each as it stands now. */
export const readCases =
  ({ clock, calendarOf }: Needs) =>
  async ({ caller, scope, query, db }: Call<unknown, unknown, CasesQuery>): Promise<Answer> => {
    const now = await clock.now(db);
    const rows = await listCases(db, query, { reach: caseWithin(scope, caller), now });
    const judged = await Promise.all(
      rows.map(async ({ caseNo, calendarVersion, record }) => {
        const calendar = await calendarOf(db, calendarVersion);
        return { caseNo, calendar, one: withCaseMarks(calendar, record, now) };
      }),
    );
    const show = ({ caseNo, calendar, one }: (typeof judged)[number]) => showSummary(caseNo, one, calendar);
    return { body: sayList(page(judged, query, show, ({ caseNo, one }) => [one.openedAt, caseNo])) };
  };

/** One case with everything that was done about it; a number that was merged answers for the survivor. */
export const readCase =
  ({ clock, calendarOf }: Needs) =>
  async ({ caller, scope, params, db }: Call<unknown, OfCase>): Promise<Answer> => {
    const row = await getCase(db, { caller, scope }, params.caseNo);
    const { caseNo, record, textId, task } = row;
    const calendar = await calendarOf(db, row.calendarVersion);
    const now = await clock.now(db);
    const one = withCaseMarks(calendar, record, now);
    const events = (await listCaseEvents(db, caseNo)).map((event) => showEvent(event, scope));
    return {
      body: sayCase({
        ...showSummary(caseNo, one, calendar),
        ...showParts(one),
        task,
        statement: mayReadStatement(row, { caller, scope }) ? await findStatement(db, textId) : null,
        merged: await listMerged(db, caseNo),
        ratings: scope.all ? await showRatings(db, caseNo) : [],
        attachments: (await listAttachments(db, caseNo, { caller, scope })).map(showAttachment),
        actions: actionsOnCase(row, caller, { calendar, now }),
        events,
      }),
    };
  };

/** What somebody has reported is read by himself, the window and the departments of the case, not by others whom it may be about. */
const mayReadStatement = (row: CaseRow, { caller, scope }: { caller: Caller; scope: AccessScope }): boolean =>
  scope.all || scope.department !== null || isReporter(row, caller);

/** A case within reach, or the survivor it was merged into. Throws 404. */
export async function getCase(
  db: Queryable,
  { caller, scope }: { readonly caller: Caller; readonly scope: AccessScope },
  caseNo: string,
): Promise<CaseRow> {
  const row = await findSurvivor(db, caseNo, caseWithin(scope, caller));
  if (!row) throw notFound(things.case);
  return row;
}

/** So that who may no longer see a case is not answered from an earlier request. */
export const refuseOutOfReach = async ({
  db,
  caller,
  scope,
  params,
}: Pick<Call<unknown, OfCase>, 'db' | 'caller' | 'scope' | 'params'>): Promise<void> =>
  void (await getCase(db, { caller, scope }, params.caseNo));

const showRatings = async (db: Queryable, caseNo: string) =>
  (await listRatings(db, caseNo)).map(({ at, ...rating }) => ({ ...rating, at: shanghaiIso(at.getTime()) }));

async function listMerged(db: Queryable, caseNo: string): Promise<string[]> {
  const { rows } = await db.query<{ caseNo: string }>(
    sql`select case_no as "caseNo" from cases where merged_into = ${caseNo} order by case_no`,
  );
  return rows.map((row) => row.caseNo);
}

const showEvent = ({ at, text, ...event }: CaseEventRow, scope: AccessScope) => ({
  ...event,
  what: sayEvent(event),
  at: shanghaiIso(at.getTime()),
  text: mayReadCaseText(event.kind, scope) ? text : null,
});
