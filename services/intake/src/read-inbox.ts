import { z } from 'zod';
import {
  type ActionAnswer,
  type Answer,
  type Call,
  inboxPage,
  type InboxItem,
  pageShape,
  unreadOf,
} from '@doudi/infra/http';
import {
  isProvisional,
  officeDay,
  shanghaiDay,
  shanghaiIso,
  wordsOf,
  workingDaysBetween,
  type Calendar,
  type Instant,
} from '@doudi/workflows';
import type { OfficeClock } from '@doudi/infra/service';
import { calendarInForce } from './calendar-in-force.ts';
import { listExpiring, type Mandate } from './mandates.ts';
import { notices } from './notices.ts';
import { warningMs } from './read-mandates.ts';

export const InboxQuery = z.strictObject(pageShape);

/** What waits at intake for an enterprise or an agent: mandates that end within 30 days and that no later one replaces. */
export const readInbox =
  ({ clock }: { clock: OfficeClock }) =>
  async ({
    caller,
    query,
    scope,
    db,
  }: Call<unknown, unknown, z.output<typeof InboxQuery>>): Promise<Answer> => {
    const now = await clock.now(db);
    const mandates = await listExpiring(db, scope, { now, until: now + warningMs });
    const calendar = await calendarInForce(db);
    const items = mandates.map((mandate) =>
      itemOf(mandate, { calendar, now, isOwner: scope.uscc === mandate.uscc }),
    );
    return { body: inboxPage(items, query, await unreadOf(notices, { caller, db })) };
  };

interface Seen {
  readonly calendar: Calendar;
  readonly now: Instant;
  readonly isOwner: boolean;
}

function itemOf(mandate: Mandate, { calendar, now, isOwner }: Seen): InboxItem<'mandate-expiring'> {
  const { mandateNo, projectCode, grantedAt, expiresAt } = mandate;
  const dueDay = shanghaiDay(expiresAt);
  return {
    kind: 'mandate-expiring',
    what: wordsOf('mandate-expiring'),
    ...{ orderNo: null, projectCode, step: null, task: null, about: mandateNo },
    since: shanghaiIso(Math.max(grantedAt, expiresAt - warningMs)),
    dueDay,
    // on a day off the office day of now is the next working day, which may lie after the last day of the mandate
    daysLeft: Math.max(0, workingDaysBetween(calendar, officeDay(calendar, now), dueDay)),
    isLate: false,
    provisional: isProvisional(calendar, dueDay),
    link: `/v1/mandates?projectCode=${projectCode}`,
    actions: isOwner ? [renewal(expiresAt)] : [],
  };
}

const renewal = (expiresAt: Instant): ActionAnswer => ({
  action: 'grant-mandate',
  what: wordsOf('grant-mandate'),
  verb: 'POST',
  href: '/v1/mandates',
  fields: ['projectCode', 'agentId', 'scopes', 'expiresAt'],
  until: shanghaiIso(expiresAt),
});
