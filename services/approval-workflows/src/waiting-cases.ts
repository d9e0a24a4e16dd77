import type { Queryable } from '@doudi/infra/database';
import type { Caller, InboxItem } from '@doudi/infra/http';
import {
  caseActionsOpen,
  caseDueDay,
  dueIn,
  shanghaiIso,
  wordsOf,
  type Case,
  type Instant,
  type OpenCaseAction,
  type StepCode,
} from '@doudi/workflows';
import sql from 'sql-template-tag';
import type { CalendarReader } from './read-order.ts';

interface WaitingCase {
  readonly caseNo: string;
  readonly orderNo: string;
  readonly projectCode: string;
  readonly step: StepCode;
  readonly calendarVersion: string;
  readonly level: Case['level'];
  readonly state: Case['state'];
  readonly outcome: Case['outcome'];
  readonly proposedBy: string | null;
  readonly openedAt: Date;
  readonly events: number;
}

/** More than a person can look through; the oldest come first. */
const most = 200;

/** The cases that wait for this person: to work on, or to confirm. */
export async function listWaitingCases(
  db: Queryable,
  caller: Caller,
  { now, calendarOf }: { now: Instant; calendarOf: CalendarReader },
): Promise<InboxItem[]> {
  if (!caller.roles.some((role) => role === 'fallback-officer' || role === 'supervisor')) return [];
  const { rows } = await db.query<WaitingCase>(sql`
    select c.case_no as "caseNo", c.order_no as "orderNo", o.project_code as "projectCode", c.step, c.level, c.state, c.outcome,
           c.proposed_by as "proposedBy", c.opened_at as "openedAt", c.seq as events, o.calendar_version as "calendarVersion"
      from cases c join orders o using (order_no)
     where c.closed_at is null order by c.opened_at, c.case_no limit ${most}`);
  const items = await Promise.all(
    rows.map(async (row) => {
      const actions = actionsOn(row, caller);
      if (actions.length === 0) return [];
      const calendar = await calendarOf(db, row.calendarVersion);
      const openedAt = row.openedAt.getTime();
      const dueDay = caseDueDay(calendar, { ...row, openedAt });
      const { caseNo, orderNo, projectCode, step } = row;
      const what = wordsOf(row.state === 'confirming' ? 'waits.confirmation' : 'waits.case');
      const about = { kind: 'case', what, orderNo, projectCode, step, task: null, about: caseNo };
      const link = `/v1/cases/${caseNo}`;
      return [{ ...about, since: shanghaiIso(openedAt), ...dueIn(calendar, dueDay, now), link, actions }];
    }),
  );
  return items.flat();
}

/** What this person can do with a case as it is on record. */
export function actionsOn(
  row: Pick<WaitingCase, 'caseNo' | 'level' | 'state' | 'outcome' | 'proposedBy' | 'openedAt' | 'events'>,
  caller: Caller,
) {
  const openedAt = row.openedAt.getTime();
  const caseState: Case = { ...row, reopenings: 0, openedAt, changedAt: openedAt, closedAt: null };
  return caseActionsOpen(caseState, caller).map((one) => showAction(row.caseNo, one));
}

const paths: Readonly<Record<OpenCaseAction['action'], string>> = {
  act: 'actions',
  close: 'closing',
  confirm: 'confirmation',
};

const showAction = (caseNo: string, { action, fields }: OpenCaseAction) => ({
  action,
  what: wordsOf(action),
  verb: 'POST' as const,
  href: `/v1/cases/${caseNo}/${paths[action]}`,
  fields: [...fields],
  until: null,
});
