import type { Queryable } from '@doudi/infra/database';
import { stepMessages, stepWorkflowId, type DecisionReceipt } from '@doudi/workflows';
import { unlessRefused } from './call-workflow.ts';
import type { Dependencies } from './dependencies.ts';
import { listUnsent, markSent, supplyOf, type SupplyRow } from './supplies.ts';

type Sending = Pick<Dependencies, 'call' | 'clock'>;

/**
 * Tells a step what was supplied, and marks it; answers where the task stands, undefined when the step needed it no more. Safe to
 * repeat: the notice it answers makes the update's id.
 */
export async function sendSupply(
  db: Queryable,
  supply: SupplyRow,
  { call, clock }: Sending,
): Promise<DecisionReceipt | undefined> {
  const { orderNo, step, task, askedAt } = supply;
  const receipt = await unlessRefused(
    call<DecisionReceipt>({
      workflowId: stepWorkflowId(orderNo, step),
      name: stepMessages.supply,
      updateId: `supply/${task}/${askedAt.getTime()}`,
      arg: supplyOf(supply),
    }),
  );
  await markSent(db, supply, await clock.now());
  return receipt;
}

/** How many are sent in one round. */
const batch = 64;

/** Tells steps what a crash or a silence of Temporal has left untold, oldest first; stops when nobody answers. */
export const sweepSupplies =
  ({ pool, ...sending }: Pick<Dependencies, 'pool' | 'call' | 'clock'>) =>
  async (): Promise<void> => {
    for (const supply of await listUnsent(pool, batch)) await sendSupply(pool, supply, sending);
  };
