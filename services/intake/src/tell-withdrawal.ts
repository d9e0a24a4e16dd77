import type { Queryable } from '@doudi/infra/database';
import type { OfficeClock } from '@doudi/infra/service';
import type { Withdrawal } from '@doudi/workflows';
import { markSent, type Withdrawn } from './withdrawals.ts';

/** Tells an order's workflow, or finds that it has ended. Never throws: `failed` is logged. */
export type SendWithdrawal = (
  orderNo: string,
  withdrawal: Withdrawal,
) => Promise<'sent' | 'unreachable' | 'failed'>;

export interface Telling {
  readonly clock: OfficeClock;
  readonly sendWithdrawal: SendWithdrawal;
}

/** Tells the workflow of a recorded withdrawal and marks it; of the reason it learns the id only. Safe to repeat. */
export async function tellWithdrawal(
  db: Queryable,
  withdrawn: Withdrawn,
  { clock, sendWithdrawal }: Telling,
) {
  const { orderNo, by, reasonId, at } = withdrawn;
  const outcome = await sendWithdrawal(orderNo, { by, reason: reasonId, at });
  if (outcome === 'sent') await markSent(db, orderNo, await clock.now(db));
  return outcome;
}
