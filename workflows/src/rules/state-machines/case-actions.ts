import type { Case } from '../../domain/case.ts';
import type { Instant } from '../../domain/instant.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { caseProgress, type CaseEvent } from './case-progress.ts';

/** Something that can be done with a case. */
export interface OpenCaseAction {
  readonly action: 'act' | 'close' | 'confirm';
  readonly fields: readonly string[];
}

type Row = OpenCaseAction & {
  readonly roles: readonly string[];
  /** an event of this kind whose fields are good */
  readonly sample: (about: { at: Instant; by: string; note: null }) => CaseEvent;
};

/** The one table of what people do with a case: which fields it takes, and whose it is. */
const rows: readonly Row[] = [
  {
    action: 'act',
    fields: ['action', 'note'],
    roles: ['fallback-officer'],
    sample: (about) => ({ ...about, kind: 'act', action: 'noted' }),
  },
  {
    action: 'close',
    fields: ['outcome', 'note'],
    roles: ['fallback-officer'],
    sample: (about) => ({ ...about, kind: 'close', outcome: 'settled-by-coordination' }),
  },
  {
    action: 'confirm',
    fields: ['agrees', 'note?'],
    roles: ['fallback-officer', 'supervisor'],
    sample: (about) => ({ ...about, kind: 'confirm', agrees: true }),
  },
];

/** What this person can do with a case: what is listed is accepted, what is not is refused. */
export const caseActionsOpen = (
  caseState: Case,
  { subject, roles }: { readonly subject: string; readonly roles: readonly string[] },
): OpenCaseAction[] =>
  rows.flatMap(({ sample, roles: theirs, ...action }) => {
    const event = sample({ at: caseState.changedAt, by: subject, note: null });
    const isTheirs = theirs.some((role) => roles.includes(role));
    return isTheirs && !isRefusal(caseProgress(caseState, event)) ? [action] : [];
  });
