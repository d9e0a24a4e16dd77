import { type Answer, type Call, inboxPage, type InboxItem, pageShape, unreadOf } from '@doudi/infra/http';
import {
  addWorkingDays,
  dueIn,
  officeDay,
  shanghaiIso,
  wordsOf,
  type Calendar,
  type CommissionState,
  type Instant,
} from '@doudi/workflows';
import { z } from 'zod';
import { calendarInForce } from './calendar-in-force.ts';
import { listWaiting, type SeenCommission } from './commissions.ts';
import type { Dependencies } from './dependencies.ts';
import { listWork, type Work } from './milestones.ts';
import { notices } from './notices.ts';
import { openActions } from './open-actions.ts';
import { usedDays } from './used-days.ts';

export const InboxQuery = z.strictObject(pageShape);

type Kind = 'agency-to-choose' | 'contract-to-sign' | 'result-to-deliver' | 'result-to-accept';
type OpenState = Exclude<CommissionState, 'accepted' | 'terminated'>;

/**
 * What waits in each state, and within how many working days after the last move; null where no limit runs: `budget` is what is left
 * of the task's. Three days for the contract and two for the owner's review are the market's rules.
 */
const waiting: Readonly<
  Record<OpenState, { readonly kind: Kind; readonly within: number | 'budget' | null }>
> = {
  briefing: { kind: 'agency-to-choose', within: null },
  contracting: { kind: 'contract-to-sign', within: 3 },
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
    const rows = await listWaiting(db, scope);
    const work = await listWork(
      db,
      rows.map(({ commissionNo }) => commissionNo),
    );
    const seen = { calendar: await calendarInForce(db), now: await now(db), work };
    return {
      body: inboxPage(
        rows.map((row) => itemOf(row, seen)),
        query,
        await unreadOf(notices, { caller, db }),
      ),
    };
  };

interface Seen {
  readonly calendar: Calendar;
  readonly now: Instant;
  readonly work: readonly Work[];
}

function itemOf(row: SeenCommission, { calendar, now, work }: Seen): InboxItem<Kind> {
  const { commissionNo, orderNo, projectCode, step, task } = row;
  const { kind, within } = waiting[row.state as OpenState];
  const own = work.filter((one) => one.commissionNo === commissionNo);
  const left = within === 'budget' ? row.days - usedDays(calendar, own) : within;
  const dueDay = left === null ? null : addWorkingDays(calendar, officeDay(calendar, row.changedAt), left);
  return {
    ...{ kind, what: wordsOf(kind), orderNo, projectCode, step, task, about: commissionNo },
    since: shanghaiIso(row.changedAt),
    ...dueIn(calendar, dueDay, now),
    link: `/v1/commissions/${commissionNo}`,
    actions: openActions(row),
  };
}
