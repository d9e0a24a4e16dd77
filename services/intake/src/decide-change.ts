import { inTransaction, type Queryable } from '@doudi/infra/database';
import type { Refusal } from '@doudi/workflows';
import type { Dependencies } from './dependencies.ts';
import { findReceipt, lockOrder } from './orders.ts';
import { markChanged, markRefused, type TrackChange } from './track-changes.ts';

export type Deciding = Pick<Dependencies, 'pool' | 'clock' | 'askTrackChange'>;

/**
 * Has the order's workflow decide on a change of its track, and writes what it answered. Safe to repeat: the update bears the key of the
 * request, so that a change is made once and answered the same. `sent` says that it is decided.
 */
export async function decideChange(
  db: Queryable,
  change: TrackChange,
  { pool, clock, askTrackChange }: Deciding,
): Promise<'sent' | 'unreachable' | 'failed'> {
  const { orderNo, requestKey: updateId, plan, by } = change;
  const answer = await askTrackChange(orderNo, { updateId, plan, by });
  if (answer === 'unreachable' || answer === 'failed') return answer;
  if (answer === 'ended' || 'refused' in answer) {
    const refusal = answer === 'ended' ? await orderClosed(db, orderNo) : answer;
    await markRefused(db, change, { refusal, at: await clock.now(db) });
    return 'sent';
  }
  await inTransaction(pool, async (transaction) => {
    await lockOrder(transaction, orderNo);
    await markChanged(transaction, change, answer);
  });
  return 'sent';
}

/** Why nothing was made of it: its workflow ended before it was asked. */
async function orderClosed(db: Queryable, orderNo: string): Promise<Refusal> {
  const { outcome = null, closedAt = null } = (await findReceipt(db, orderNo)) ?? {};
  return { refused: 'order-closed', outcome, closedAt };
}
