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
import { calendarInForce } from './calendar-in-force.ts';
import { listWaiting, type SeenCommission } from './commissions.ts';
import { creditItems, type CreditItem } from './credit-inbox.ts';
import type { Dependencies } from './dependencies.ts';
import { type EngagementRow, listEngagements } from './engagements.ts';
import { listWork, type Work } from './milestones.ts';
import { notices } from './notices.ts';
import { openActions } from './open-actions.ts';
import { dueDayOfWork } from './used-days.ts';

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

/** What waits at the market for the caller's side: an agency to choose, a contract to sign, a result to deliver or to accept. */
export const readInbox =
  ({ now }: Dependencies) =>
  async ({
    caller,
    query,
    scope,
    db,
  }: Call<unknown, unknown, z.output<typeof InboxQuery>>): Promise<Answer> => {
    const rows = await listWaiting(db, { scope, caller });
    const numbers = rows.map(({ commissionNo }) => commissionNo);
    const [work, engagements] = [await listWork(db, numbers), await listEngagements(db, numbers)];
    const seen = { calendar: await calendarInForce(db), now: await now(db), work, engagements };
    const items: InboxItem<Kind | CreditItem>[] = rows.map((row) => itemOf(row, seen));
    return {
      body: inboxPage(
        [...items, ...(await creditItems({ ...seen, db, caller, scope }))],
        query,
        await unreadOf(notices, { caller, db }),
      ),
    };
  };

interface Seen {
  readonly calendar: Calendar;
  readonly now: Instant;
  readonly work: readonly Work[];
  readonly engagements: readonly EngagementRow[];
}

function itemOf(row: SeenCommission, { calendar, now, work, engagements }: Seen): InboxItem<Kind> {
  const { commissionNo, orderNo, projectCode, step, task } = row;
  const { kind, within } = waiting[row.state as OpenState];
  const own = work.filter((one) => one.commissionNo === commissionNo);
  const running = engagements.find((one) => one.commissionNo === commissionNo && one.round === row.round);
  const promised = running?.days ?? row.days;
  const dueDay =
    within === 'budget'
      ? dueDayOfWork(calendar, row, { work: own, promised, now })
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
