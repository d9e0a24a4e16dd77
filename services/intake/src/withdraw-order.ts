import { z } from 'zod';
import { type Answer, type Call, IsoInstant, someLines } from '@doudi/infra/http';
import { shanghaiIso } from '@doudi/workflows';
import type { Receipt } from './orders.ts';
import { orderToActOn } from './place-orders.ts';
import type { OfOrder } from './read-orders.ts';
import { notifyWithdrawal, type Notifying } from './notify-withdrawal.ts';
import { findWithdrawal, insertWithdrawal, type Withdrawn } from './withdrawals.ts';
import { refuse } from './words.ts';

export const WithdrawOrder = z
  .strictObject({ reason: someLines(2_000) })
  .meta({ id: 'WithdrawOrder', examples: [{ reason: '项目选址有变' }] });
/** `notified` says whether the order's workflow has it already. */
export const WithdrawnOrder = z
  .strictObject({ orderNo: z.string(), withdrawnAt: IsoInstant, notified: z.boolean() })
  .meta({ id: 'WithdrawnOrder' });
type WithdrawalCall = Call<z.output<typeof WithdrawOrder>, OfOrder>;

/**
 * Withdraws an order: recorded first, then its workflow is notified, which closes it. The first withdrawal stays; of an order
 * not started yet, or while the workflows cannot be reached, the sweep notifies it later.
 */
export const withdrawOrder =
  (dependencies: Notifying) =>
  async (call: WithdrawalCall): Promise<Answer> => {
    const { db } = call;
    const receipt = await orderToActOn(call);
    const withdrawn = await withdraw(call, receipt, dependencies);
    const isToNotify = withdrawn.sentAt === null && receipt.startedAt !== null;
    const notified =
      withdrawn.sentAt !== null ||
      (isToNotify && (await notifyWithdrawal(db, withdrawn, dependencies)) === 'sent');
    return {
      status: 202,
      body: { orderNo: receipt.orderNo, withdrawnAt: shanghaiIso(withdrawn.at), notified },
    };
  };

async function withdraw(
  { body, caller, db }: WithdrawalCall,
  receipt: Receipt,
  { clock }: Notifying,
): Promise<Withdrawn> {
  const { orderNo, outcome, closedAt } = receipt;
  const known = await findWithdrawal(db, orderNo);
  if (closedAt !== null && !(known && outcome === 'withdrawn'))
    throw refuse({ refused: 'order-closed', outcome, closedAt: shanghaiIso(closedAt) });
  if (known) return known;
  await insertWithdrawal(db, { orderNo, by: caller.subject, reason: body.reason, at: await clock.now(db) });
  return (await findWithdrawal(db, orderNo))!;
}
