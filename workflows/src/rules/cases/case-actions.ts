import type { Calendar, Day } from '../../domain/calendar.ts';
import {
  type Case,
  caseOutcomes,
  type CaseParty,
  type Commitment,
  serviceStyles,
} from '../../domain/case.ts';
import type { Instant } from '../../domain/instant.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { departments, type Department } from '../../domain/tracks-and-steps.ts';
import { nextWorkingDay } from '../calendar/working-days.ts';
import { officeDay } from '../calendar/office-day.ts';
import type { CaseActedBy } from './case-acts.ts';
import { isPending } from './case-commitments.ts';
import type { CaseAct, CaseActKind, Promised } from './case-events.ts';
import { caseProgress, withCaseMarks } from './case-progress.ts';

/** Something that can be done with a case. */
export interface OpenCaseAction {
  readonly action: CaseActKind;
  /** what the action fixes of what is sent */
  readonly body: Readonly<Record<string, string>>;
  /** what else is sent; a name that ends with a question mark may be left out */
  readonly fields: readonly string[];
  /** the number of the commitment or item it is about */
  readonly no?: number;
  /** the last instant at which it is in time; null when it has no such limit */
  readonly until: Instant | null;
}

/** Who may ask what is open to him. */
export interface CaseActor {
  readonly subject: string;
  readonly roles: readonly string[];
  readonly department?: string | undefined;
  readonly uscc?: string | undefined;
  /** it was he who reported the case, or his own side */
  readonly isReporter: boolean;
}

type Row = Pick<OpenCaseAction, 'body' | 'fields'> &
  Partial<Pick<OpenCaseAction, 'no' | 'until'>> & {
    /** an act of this kind whose fields are good */
    readonly sample: CaseAct;
  };

const row = (sample: CaseAct, fields: readonly string[] = [], more: Partial<Row> = {}): Row => ({
  ...{ sample, fields, body: {} },
  ...more,
});

const aPromise: Promised = { party: 'ASC', deed: 'do', task: null, hours: 24 };
const promised = ['party', 'deed', 'task?', 'hours'];

/** What else each outcome says. */
const fieldsOfOutcome: Readonly<Record<string, readonly string[]>> = {
  'cannot-by-law': ['note', 'legalBasis', 'alternative', 'remedy'],
  'out-of-scope': ['note', 'whereTo'],
  'settled-conditionally': ['note', 'commitment?'],
};

const officers = (one: Case, day: Day): Row[] => [
  row({ kind: 'act', action: 'noted' }, ['action', 'note']),
  row({ kind: 'hand-over', to: '' }, ['to', 'note?']),
  row({ kind: 'arrange', ...arrangement(one) }, ['style?', 'lead?', 'note?']),
  row({ kind: 'ask', department: toAsk(one), day, isPermit: false }, ['department', 'day', 'isPermit?', 'note']),
  row({ kind: 'set-commitment', ...aPromise }, [...promised, 'note']),
  row({ kind: 'schedule', party: 'ASC', day }, ['party', 'day', 'note']),
  ...one.schedule.map(({ no }) => row({ kind: 'finish-item', no }, ['note?'], { no })),
  row({ kind: 'meet', departments: ['ASC'] }, ['departments', 'note']),
  row({ kind: 'raise' }, ['note']),
  row({ kind: 'urge', task: 'record', department: null }, ['task', 'note?']),
  row({ kind: 'ask-stop-end', task: 'record', department: 'ASC' }, ['task', 'note']),
  row({ kind: 'link', ...(one.orderNo === null ? { orderNo: '' } : { commissionNo: '' }) }, ['orderNo?', 'commissionNo?']),
  row({ kind: 'merge', into: '' }, ['into', 'note']),
  ...caseOutcomes.map((outcome) =>
    row(
      { kind: 'close', outcome, ...(outcome === 'settled-conditionally' && { commitment: aPromise }) },
      fieldsOfOutcome[outcome] ?? ['note'],
      { body: { outcome } },
    ),
  ),
]; // prettier-ignore

/** A change of style or lead department that changes something. */
const arrangement = ({ style }: Case) => ({ style: serviceStyles.find((one) => one !== style) ?? 'guide' });
const toAsk = ({ asked }: Case): Department =>
  departments.find((code) => asked.every(({ department }) => department !== code)) ?? 'ASC';

const seconds: readonly Row[] = [
  row({ kind: 'confirm', agrees: true }, ['agrees', 'note?']),
  row({ kind: 'call-back', result: 'satisfied' }, ['result', 'note']),
];

const parties = ({ commitments }: Case, party: CaseParty): Row[] =>
  commitments
    .filter((one) => isPending(one) && one.party === party)
    .map(({ no, dueAt: until }: Commitment) => row({ kind: 'fulfil', no, party }, ['note'], { no, until }));

type Rows = (one: Case, who: CaseActor, day: Day) => Row[];

const rowsOf: Readonly<Record<CaseActedBy, Rows>> = {
  officer: (one, _who, day) => officers(one, day),
  'second-person': () => [...seconds],
  planner: (_one, _who, day) => [row({ kind: 'plan', day }, ['day', 'note'])],
  department: (_one, { department }) => [
    row({ kind: 'answer', department: department as Department, stance: 'no-objection' }, ['stance', 'note']),
  ],
  party: (one, who) => partyOf(who).flatMap((party) => parties(one, party)),
  reporter: () => [row({ kind: 'withdraw' }, ['note?'])],
};

const isOfficial = ({ roles, department }: CaseActor): boolean =>
  department !== undefined && roles.some((role) => officials.includes(role));
const officials: readonly string[] = ['reviewer', 'checker', 'head'];

/** The party of a case somebody speaks for: his department, his agency. */
export const partyOf = (who: CaseActor): CaseParty[] => [
  ...(isOfficial(who) ? [who.department as Department] : []),
  ...(who.roles.includes('agency') && who.uscc !== undefined ? [`agency:${who.uscc}` as const] : []),
];

const isTheirs: Readonly<Record<CaseActedBy, (who: CaseActor) => boolean>> = {
  officer: ({ roles }) => roles.includes('fallback-officer'),
  'second-person': ({ roles }) => roles.includes('fallback-officer') || roles.includes('supervisor'),
  planner: ({ roles }) => roles.includes('fallback-officer') || roles.includes('supervisor'),
  department: isOfficial,
  party: (who) => partyOf(who).length > 0,
  reporter: ({ isReporter }) => isReporter,
};

/** What this person can do with a case at `now`: what is listed is accepted, what is not is refused. */
export function caseActionsOpen(
  calendar: Calendar,
  one: Case,
  who: CaseActor,
  now: Instant,
): OpenCaseAction[] {
  const current = withCaseMarks(calendar, one, now);
  const day = nextWorkingDay(calendar, officeDay(calendar, now));
  return (Object.keys(rowsOf) as CaseActedBy[])
    .filter((by) => isTheirs[by](who))
    .flatMap((by) => rowsOf[by](current, who, day))
    .flatMap(({ sample, until = null, ...action }) => {
      const event = { ...sample, by: who.subject, at: now };
      if (isRefusal(caseProgress(calendar, current, event))) return [];
      return [{ ...action, action: sample.kind, until }];
    });
}
