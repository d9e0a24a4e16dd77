import type { ActionAnswer, Caller } from '@doudi/infra/http';
import {
  caseActionsOpen,
  shanghaiIsoOrNull,
  wordsIn,
  type Calendar,
  type CaseActKind,
  type Instant,
  type OpenCaseAction,
} from '@doudi/workflows';
import type { CaseRow } from './cases.ts';

/** Where each act is sent, below the case. */
export const pathOfAct: Readonly<Record<CaseActKind, string>> = {
  act: 'actions',
  'hand-over': 'handler',
  arrange: 'arrangement',
  ask: 'questions',
  answer: 'answers',
  'set-commitment': 'commitments',
  fulfil: 'commitments/:no/fulfilment',
  schedule: 'schedule',
  'finish-item': 'schedule/:no/completion',
  meet: 'meetings',
  plan: 'plan',
  raise: 'raising',
  urge: 'urgings',
  'ask-stop-end': 'stop-ends',
  link: 'links',
  merge: 'merging',
  close: 'closing',
  confirm: 'confirmation',
  'call-back': 'call-backs',
  withdraw: 'withdrawal',
};

/** Whether a case that lies in reach was reported by this person's side: his enterprise, or the one he is the agent of. */
export const isReporter = ({ uscc }: Pick<CaseRow, 'uscc'>, { roles, uscc: own }: Caller): boolean =>
  uscc !== null && (roles.includes('agent') || (roles.includes('enterprise') && uscc === own));

/** Whether it was somebody of this person's side who reported a case, an agency too: he has its slip, and rates it. */
export const isOfTheirSide = (row: Pick<CaseRow, 'uscc' | 'reportedBy'>, caller: Caller): boolean =>
  row.reportedBy === caller.subject ||
  isReporter(row, caller) ||
  (row.uscc !== null && row.uscc === caller.uscc);

/** What this person can do with a case as it is on record. */
export function actionsOnCase(
  row: CaseRow,
  caller: Caller,
  { calendar, now }: { readonly calendar: Calendar; readonly now: Instant },
): ActionAnswer[] {
  const who = { ...caller, isReporter: isReporter(row, caller) };
  return caseActionsOpen(calendar, row.record, who, now).map((one) => showAction(row.caseNo, one));
}

function showAction(caseNo: string, { action, body, fields, no, until }: OpenCaseAction): ActionAnswer {
  const path = pathOfAct[action].replace(':no', String(no ?? ''));
  const said = { action, what: wordsIn('caseAction', action), verb: 'POST' as const };
  return {
    ...{ ...said, href: `/v1/cases/${caseNo}/${path}`, body, fields: [...fields] },
    until: shanghaiIsoOrNull(until),
  };
}
