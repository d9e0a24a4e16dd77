import { z } from 'zod';
import { inTransaction } from '@doudi/infra/database';
import { type Answer, type Call, IsoInstant, notFound, SubjectId, unfit } from '@doudi/infra/http';
import { shanghaiIso } from '@doudi/workflows';
import { hasMandate } from './active-mandates.ts';
import { findReplacementOfRequest, insertReplacement, type Replacement } from './agent-replacements.ts';
import type { Dependencies } from './dependencies.ts';
import { notifyReplacement } from './notify-replacement.ts';
import { findOrder, lockOrder, type Receipt } from './orders.ts';
import { findAgent } from './people.ts';
import type { OfOrder } from './read-orders.ts';
import { notOnTheRoster } from './record-mandate.ts';
import { refuse, things } from './words.ts';

export const ReplaceAgent = z
  .strictObject({ agentId: SubjectId })
  .meta({ id: 'ReplaceAgent', examples: [{ agentId: 'p-1002' }] });
/** `notified` says whether the order's workflow has it already. */
export const ReplacedAgent = z
  .strictObject({ orderNo: z.string(), agentId: z.string(), replacedAt: IsoInstant, notified: z.boolean() })
  .meta({ id: 'ReplacedAgent' });
type Replacing = Call<z.output<typeof ReplaceAgent>, OfOrder>;

/**
 * Gives an order to another agent: recorded first, then its workflow is notified, which shows him to administrators. He needs a
 * mandate for orders of the project. Of an order not started yet, or while the workflows cannot be reached, the sweep notifies it later.
 */
export const replaceAgent =
  (dependencies: Pick<Dependencies, 'pool' | 'clock' | 'sendAgent'>) =>
  async (call: Replacing): Promise<Answer> => {
    const { db, params, scope } = call;
    const receipt = await findOrder(db, params.orderNo, scope);
    if (!receipt) throw notFound(things.order);
    const replaced =
      (await findReplacementOfRequest(db, call.requestKey)) ?? (await replace(call, receipt, dependencies));
    const isToNotify = replaced.sentAt === null && receipt.startedAt !== null;
    const notified =
      replaced.sentAt !== null ||
      (isToNotify && (await notifyReplacement(db, replaced, dependencies)) === 'sent');
    const { orderNo, agentId, at } = replaced;
    return { status: 202, body: { orderNo, agentId, replacedAt: shanghaiIso(at), notified } };
  };

async function replace(
  { body, caller, db, requestKey }: Replacing,
  { orderNo, projectCode }: Receipt,
  { pool, clock }: Pick<Dependencies, 'pool' | 'clock'>,
): Promise<Replacement> {
  const { agentId } = body;
  if (!(await findAgent(db, agentId))) throw unfit([{ at: '/agentId', fault: notOnTheRoster }]);
  if (!(await hasMandate(db, { agentId, projectCode, scope: 'order' })))
    throw refuse({ refused: 'agent-unmandated', agentId, projectCode });
  return inTransaction(pool, async (transaction) => {
    refuseUnchanged(await lockOrder(transaction, orderNo), agentId);
    // read under the lock: a later number never bears an earlier instant
    const at = await clock.now(transaction);
    return insertReplacement(transaction, { orderNo, requestKey, agentId, by: caller.subject, at });
  });
}

function refuseUnchanged({ closedAt, outcome, agentId: present }: Receipt, agentId: string): void {
  if (closedAt !== null) throw refuse({ refused: 'order-closed', outcome, closedAt: shanghaiIso(closedAt) });
  if (present === agentId) throw refuse({ refused: 'agent-unchanged', agentId });
}
