import { openCase, shippedCalendar, type Case, type CaseActKind } from '@doudi/workflows';
import { nameOf, roles, type Caller, type Role } from '@doudi/infra/http';
import { actionsOnCase, pathOfAct } from './case-actions.ts';
import { approvalWorkflows } from './service.ts';
import { receivedAt } from './test-service.ts';

const uscc = '91330683MAFAKE0199';
const agency = `agency:${uscc}` as const;
const opened = openCase({ openedAt: receivedAt, way: 'counter', cause: 'papers', orderNo: 'O201706160001' });
const held = (['NRP', agency] as const).map((party) => ({
  ...{ no: 3, party, deed: 'do' as const, task: null, madeAt: receivedAt, dueAt: receivedAt + 9e9 },
  ...{ keptAt: null, brokenAt: null },
}));
const worked: Case = {
  ...{ ...opened, level: 'L4', commitments: held },
  asked: [
    {
      department: 'NRP',
      isPermit: false,
      askedAt: receivedAt,
      day: '2017-06-20' as never,
      stance: null,
      answeredAt: null,
      silentAt: null,
    },
  ],
  schedule: [{ no: 5, party: 'NRP', day: '2017-06-20' as never, doneAt: null, missedAt: null }],
};
const answered = { outcome: 'out-of-scope', proposedBy: 'p-0', answeredAt: receivedAt } as const;
const callBack = { since: receivedAt, tries: 0, result: null, missedAt: null };
/** A case in every state in which something can be done. */
const states: readonly Case[] = [
  ...[opened, { ...opened, level: 'L1' as const, orderNo: null }, worked],
  { ...opened, state: 'confirming', outcome: 'cannot-by-law', proposedBy: 'p-0' },
  { ...opened, ...answered, state: 'calling-back', callBack },
];

const callerWith = (role: Role): Caller => ({ subject: 'p-7', roles: [role], department: 'NRP', uscc });

/** The acts that are listed to a role in some state. */
function listedTo(role: Role): Set<string> {
  const row = {
    caseNo: 'DD20170616000156',
    generation: 1,
    uscc,
    reportedBy: null,
    textId: null,
    task: null,
    calendarVersion: '1',
  };
  const known = { calendar: shippedCalendar, now: receivedAt };
  return new Set(
    states.flatMap((record) =>
      actionsOnCase({ ...row, record }, callerWith(role), known).map(({ action }) => action),
    ),
  );
}

const acts = Object.entries(pathOfAct) as [CaseActKind, string][];

test.each(acts)('an act of kind %s is listed to those whom its URL lets in', (kind, path) => {
  const route = approvalWorkflows.table.find((one) => nameOf(one) === `POST /v1/cases/:caseNo/${path}`);
  const allowed = roles.filter((role) => role in (route?.allow ?? {}));
  expect(roles.filter((role) => listedTo(role).has(kind))).toEqual(allowed);
});
