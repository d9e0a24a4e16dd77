import type { Queryable } from '@doudi/infra/database';
import type { AccessScope, Caller, InboxItem } from '@doudi/infra/http';
import {
  callBackEnds,
  caseDueDay,
  dueIn,
  isPending,
  officeDay,
  partyOf,
  shanghaiIso,
  withCaseMarks,
  wordsOf,
  type Calendar,
  type Case,
  type CaseActKind,
  type CaseParty,
  type Day,
  type Instant,
} from '@doudi/workflows';
import sql from 'sql-template-tag';
import { actionsOnCase } from './case-actions.ts';
import { caseWithin } from './case-scope.ts';
import { caseColumns, type CaseRow } from './cases.ts';
import type { CalendarReader } from './read-order.ts';

/** More than a person can look through; the oldest come first. */
const most = 200;

interface Asking {
  readonly caller: Caller;
  readonly scope: AccessScope;
  readonly now: Instant;
  readonly calendarOf: CalendarReader;
}

/** What of a case may wait for somebody: for the window, for a department that is asked, for who is held to something. */
interface Waiting {
  readonly kind: 'case' | 'confirmation' | 'call-back' | 'answer' | 'commitment';
  readonly acts: readonly CaseActKind[];
  readonly since: Instant;
  readonly dueDay: Day | null;
}

/** The cases that wait for this person: to work on, to confirm, to call back, to answer, to keep what was promised. */
export async function listWaitingCases(db: Queryable, asking: Asking): Promise<InboxItem[]> {
  const { caller, scope, now, calendarOf } = asking;
  if (caller.roles.every((role) => role === 'agent' || role === 'enterprise')) return [];
  const { rows } = await db.query<CaseRow & { projectCode: string | null }>(sql`
    select ${caseColumns}, o.project_code as "projectCode" from cases c left join orders o using (order_no)
     where c.closed_at is null and ${caseWithin(scope, caller)} order by c.opened_at, c.case_no limit ${most}`);
  const items = await Promise.all(
    rows.map(async (row) => {
      const calendar = await calendarOf(db, row.calendarVersion);
      const one = withCaseMarks(calendar, row.record, now);
      const actions = actionsOnCase(row, caller, { calendar, now });
      return waitingIn(one, { calendar, parties: partyOf({ ...caller, isReporter: false }) }).flatMap(
        ({ acts, ...waiting }) => {
          const those = actions.filter(({ action }) => (acts as readonly string[]).includes(action));
          return those.length > 0 ? [{ ...itemOf(row, waiting, { calendar, now }), actions: those }] : [];
        },
      );
    }),
  );
  return items.flat();
}

const ofWindow: readonly CaseActKind[] = [
  ...(['act', 'hand-over', 'arrange', 'ask', 'set-commitment', 'schedule', 'finish-item', 'meet'] as const),
  ...(['plan', 'raise', 'urge', 'ask-stop-end', 'link', 'merge', 'close'] as const),
];

function waitingIn(
  one: Case,
  { calendar, parties }: { readonly calendar: Calendar; readonly parties: readonly CaseParty[] },
): Waiting[] {
  const { state, asked, commitments, levelSince, changedAt, callBack } = one;
  const mine = parties.map(String);
  const window: Waiting = {
    kind: 'case',
    acts: ofWindow,
    since: levelSince,
    dueDay: caseDueDay(calendar, one),
  };
  const called = callBackEnds(calendar, one) ?? callBack?.missedAt ?? null;
  return [
    ...(state === 'open' ? [window] : []),
    ...(state === 'confirming' ? [waiting('confirmation', 'confirm', changedAt, window.dueDay)] : []),
    ...(state === 'calling-back'
      ? [
          waiting(
            'call-back',
            'call-back',
            changedAt,
            called === null ? null : officeDay(calendar, called - 1),
          ),
        ]
      : []),
    ...asked
      .filter(({ department, answeredAt }) => answeredAt === null && mine.includes(department))
      .map(({ askedAt, day }) => waiting('answer', 'answer', askedAt, day)),
    ...commitments
      .filter((each) => each.deed === 'do' && isPending(each) && mine.includes(each.party))
      .map(({ madeAt, dueAt }) => waiting('commitment', 'fulfil', madeAt, officeDay(calendar, dueAt))),
  ];
}

const waiting = (kind: Waiting['kind'], act: CaseActKind, since: Instant, dueDay: Day | null): Waiting => ({
  ...{ kind, acts: [act], since, dueDay },
});

function itemOf(
  row: CaseRow & { readonly projectCode: string | null },
  { kind, since, dueDay }: Omit<Waiting, 'acts'>,
  { calendar, now }: { readonly calendar: Calendar; readonly now: Instant },
) {
  const { caseNo, record, projectCode } = row;
  const { orderNo, step } = record;
  return {
    ...{ kind, what: wordsOf(`waits.${kind}`), orderNo, projectCode, step, task: null, about: caseNo },
    ...{ since: shanghaiIso(since), ...dueIn(calendar, dueDay, now), link: `/v1/cases/${caseNo}` },
  };
}
