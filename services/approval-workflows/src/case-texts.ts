import type { Queryable } from '@doudi/infra/database';
import type { AccessScope } from '@doudi/infra/http';
import sql from 'sql-template-tag';
import { isCounted, type EventRow } from './events.ts';

/** What was written with an event of a case. */
interface CaseText {
  readonly note: string;
  readonly legalBasis: string | null;
  readonly alternative: string | null;
  readonly remedy: string | null;
  readonly whereTo: string | null;
}
export type CaseEventRow = EventRow & { readonly text: CaseText | null };

/** The events of one case, in order, each with its text. */
export async function listCaseEvents(db: Queryable, caseNo: string): Promise<CaseEventRow[]> {
  const { rows } = await db.query<CaseEventRow>(sql`
    select e.seq, e.at, e.kind, e.by, e.detail,
           case when x.text_id is null then null else jsonb_build_object('note', x.body, 'legalBasis', x.legal_basis,
             'alternative', x.alternative, 'remedy', x.remedy, 'whereTo', x.where_to) end as text
      from events e left join texts x on x.text_id = e.detail ->> 'note'
     where e.case_no = ${caseNo} and ${isCounted} order by e.generation, e.seq`);
  return rows;
}

/** What was reported with a case. */
export async function findStatement(db: Queryable, textId: string | null): Promise<string | null> {
  if (textId === null) return null;
  const { rows } = await db.query<{ body: string }>(sql`select body from texts where text_id = ${textId}`);
  return rows[0]?.body ?? null;
}

/** Events whose text is for the person who asked: the answer, and what he said himself. */
const forApplicants: readonly string[] = ['close', 'confirm', 'withdraw', 'fulfil'];
/** Events whose text is for the departments and agencies of a case. */
const forParties: readonly string[] = [
  ...forApplicants,
  ...['ask', 'answer', 'set-commitment', 'schedule', 'finish-item', 'meet', 'plan', 'urge', 'ask-stop-end'],
];

/** Whether somebody with this scope, within which the case lies, reads the text of an event of this kind. */
export function mayReadCaseText(kind: string, { all, department, agencyUscc }: AccessScope): boolean {
  if (all) return true;
  return (department !== null || agencyUscc !== null ? forParties : forApplicants).includes(kind);
}
