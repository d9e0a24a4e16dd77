import { z } from 'zod';
import { inTransaction, type Queryable } from '@doudi/infra/database';
import { type Answer, type Call, IsoInstant, unavailable } from '@doudi/infra/http';
import { shanghaiIso, tracks, type Instant, type Refusal } from '@doudi/workflows';
import { decideChange, type Deciding } from './decide-change.ts';
import type { Dependencies } from './dependencies.ts';
import { daysOnTrack30, planOrdered, trackWished } from './open-order.ts';
import { lockOrder, type Receipt } from './orders.ts';
import { orderToActOn } from './place-orders.ts';
import type { OfOrder } from './read-orders.ts';
import { startReceipt } from './start-receipt.ts';
import { findChangeOfRequest, insertChange, listChanges, type TrackChange } from './track-changes.ts';
import { findWithdrawal } from './withdrawals.ts';
import { refuse } from './words.ts';

export const ChangeTrack = z
  .strictObject(trackWished)
  .refine(...daysOnTrack30)
  .meta({ id: 'ChangeTrack', examples: [{ track: '50' }] });
export const ChangedTrack = z
  .strictObject({ orderNo: z.string(), track: z.enum(tracks), budgetDays: z.int(), changedAt: IsoInstant })
  .meta({ id: 'ChangedTrack' });
type Changing = Call<z.output<typeof ChangeTrack>, OfOrder>;
type Needed = Deciding & Pick<Dependencies, 'startOrder'>;

/**
 * Puts an order on another track while its project initiation is open: the request is recorded, then the order's workflow decides. While
 * that cannot be reached the answer is 503, and a repetition or the sweep finds the request and asks again.
 */
export const changeTrack =
  (needs: Needed) =>
  async (call: Changing): Promise<Answer> => {
    const { db, requestKey } = call;
    const receipt = await orderToActOn(call);
    const asked = (await findChangeOfRequest(db, requestKey)) ?? (await request(call, receipt, needs));
    if (asked.decidedAt === null) await decide(db, { receipt, asked }, needs);
    const { orderNo, track, budgetDays, refusal, decidedAt } =
      (await findChangeOfRequest(db, requestKey)) ?? asked;
    if (decidedAt === null) throw unavailable(undecided);
    if (refusal) throw refused(refusal, decidedAt);
    return { body: { orderNo, track, budgetDays, changedAt: shanghaiIso(decidedAt) } };
  };

const undecided = {
  zh: '办理系统暂未应答，是否已换档未知；请以同一 Idempotency-Key 重试',
  en: 'The workflows did not answer, so that it is not known whether the track was changed: repeat with the same Idempotency-Key',
};

/** An order that has not started does so first; while it cannot, nothing is decided. */
async function decide(
  db: Queryable,
  { receipt, asked }: { receipt: Receipt; asked: TrackChange },
  needs: Needed,
): Promise<void> {
  if (receipt.startedAt === null && (await startReceipt(db, receipt, needs)) !== 'started') return;
  await decideChange(db, asked, needs);
}

/** Puts the request on record, unless it is refused by what is known here. */
async function request(
  { body, caller, db, requestKey }: Changing,
  { orderNo }: Receipt,
  { pool, clock }: Needed,
): Promise<TrackChange> {
  const plan = planOrdered(body);
  const requestedAt = await clock.now(db);
  return inTransaction(pool, async (transaction) => {
    const receipt = await lockOrder(transaction, orderNo);
    await refuseEnded(transaction, receipt);
    await refuseUnchanged(transaction, receipt, { track: plan.track, budgetDays: plan.budget });
    return insertChange(transaction, { orderNo, requestKey, plan, by: caller.subject, requestedAt });
  });
}

async function refuseEnded(db: Queryable, { orderNo, closedAt, outcome }: Receipt): Promise<void> {
  if (closedAt !== null) throw refused({ refused: 'order-closed', outcome, closedAt }, closedAt);
  const withdrawn = await findWithdrawal(db, orderNo);
  if (withdrawn)
    throw refused({ refused: 'order-closed', outcome: 'withdrawn', closedAt: withdrawn.at }, withdrawn.at);
}

/** While another request is not decided its workflow must say what the order is on. */
async function refuseUnchanged(
  db: Queryable,
  { orderNo, track, budgetDays }: Receipt,
  wished: Pick<Receipt, 'track' | 'budgetDays'>,
): Promise<void> {
  if (track !== wished.track || budgetDays !== wished.budgetDays) return;
  const others = await listChanges(db, orderNo);
  if (others.every(({ decidedAt }) => decidedAt !== null))
    throw refuse({ refused: 'track-unchanged', ...wished });
}

/** A refusal as it is answered, its instants as people read them. */
function refused(refusal: Refusal, at: Instant) {
  const { closedAt, ...rest } = refusal;
  const isClosing = refusal.refused === 'order-closed';
  return refuse({
    ...rest,
    ...(isClosing && { closedAt: shanghaiIso(typeof closedAt === 'number' ? closedAt : at) }),
  } as Parameters<typeof refuse>[0]);
}
