import { type Answer, type Call, inboxPage, type InboxItem, pageShape, unreadOf } from '@doudi/infra/http';
import {
  addWorkingDays,
  awardDays,
  dueIn,
  officeDay,
  shanghaiIso,
  signingDays,
  wordsOf,
  type Calendar,
  type CommissionState,
  type Instant,
} from '@doudi/workflows';
import { z } from 'zod';
import { agencyItems } from './agency-inbox.ts';
import { calendarInForce } from './calendar-in-force.ts';
import { type CommissionStanding, standingsOf } from './commission-standing.ts';
import { listWaiting, type SeenCommission } from './commissions.ts';
import { creditItems } from './credit-inbox.ts';
import type { Dependencies } from './dependencies.ts';
import { notices } from './notices.ts';
import { openActions } from './open-actions.ts';

export const InboxQuery = z.strictObject(pageShape);

type Kind =
  | 'agency-to-choose'
  | 'award-to-confirm'
  | 'contract-to-sign'
  | 'inputs-to-hand-in'
  | 'result-to-deliver'
  | 'result-to-accept';
type OpenState = Exclude<CommissionState, 'bidding' | 'accepted' | 'terminated'>;

/**
 * What waits in each state, and within how many working days after the last move; null where no limit runs: `budget` is what is left
 * of the days the agency has promised, or of the task's. Two days for the owner's review are the market's rule.
 */
const waiting: Readonly<
  Record<OpenState, { readonly kind: Kind; readonly within: number | 'budget' | null }>
> = {
  briefing: { kind: 'agency-to-choose', within: null },
  selecting: { kind: 'award-to-confirm', within: awardDays },
  contracting: { kind: 'contract-to-sign', within: signingDays },
  'awaiting-inputs': { kind: 'inputs-to-hand-in', within: null },
  working: { kind: 'result-to-deliver', within: 'budget' },
  delivered: { kind: 'result-to-accept', within: 2 },
};

/** What waits at the market for the caller's side: an agency to choose, a contract to sign, a result to deliver or to accept; and what waits at agencies. */
export const readInbox =
  ({ now }: Dependencies) =>
  async ({
    caller,
    query,
    scope,
    db,
  }: Call<unknown, unknown, z.output<typeof InboxQuery>>): Promise<Answer> => {
    const rows = await listWaiting(db, { scope, caller });
    const at = await now(db);
    const standing = await standingsOf(db, rows, at);
    const seen = { calendar: await calendarInForce(db), now: at };
    const items: InboxItem[] = rows.map((row) => itemOf(row, standing(row.commissionNo), seen));
    return {
      body: inboxPage(
        [
          ...items,
          ...(await creditItems({ ...seen, db, caller, scope })),
          ...(await agencyItems(db, { caller, scope }, seen)),
        ],
        query,
        await unreadOf(notices, { caller, db }),
      ),
    };
  };

interface Seen {
  readonly calendar: Calendar;
  readonly now: Instant;
}

function itemOf(row: SeenCommission, standing: CommissionStanding, { calendar, now }: Seen): InboxItem<Kind> {
  const { commissionNo, orderNo, projectCode, step, task } = row;
  const { kind, within } = waiting[row.state as OpenState];
  const dueDay =
    within === 'budget'
      ? standing.dueDay
      : within === null
        ? null
        : addWorkingDays(calendar, officeDay(calendar, row.changedAt), within);
  return {
    ...{ kind, what: wordsOf(kind), orderNo, projectCode, step, task, about: commissionNo },
    since: shanghaiIso(row.changedAt),
    ...dueIn(calendar, dueDay, now),
    link: `/v1/commissions/${commissionNo}`,
    actions: openActions(row),
  };
}
