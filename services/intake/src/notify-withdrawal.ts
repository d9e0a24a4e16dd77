import type { Queryable } from '@doudi/infra/database';
import type { Dependencies } from './dependencies.ts';
import { markSent, type Withdrawn } from './withdrawals.ts';

export type Notifying = Pick<Dependencies, 'clock' | 'sendWithdrawal'>;

/** Notifies the workflow of a recorded withdrawal and marks it; of the reason it is sent the id only. Safe to repeat. */
export async function notifyWithdrawal(
  db: Queryable,
  withdrawn: Withdrawn,
  { clock, sendWithdrawal }: Notifying,
) {
  const { orderNo, by, reasonId, at } = withdrawn;
  const outcome = await sendWithdrawal(orderNo, { by, reason: reasonId, at });
  if (outcome === 'sent') await markSent(db, orderNo, await clock.now(db));
  return outcome;
}
