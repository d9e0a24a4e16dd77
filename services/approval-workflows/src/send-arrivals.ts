import { stepMessages, stepWorkflowId, type PapersArrived } from '@doudi/workflows';
import { type Arrived, listArrived } from './awaited-papers.ts';
import { unlessRefused } from './call-workflow.ts';
import { recordSupplied } from './record-supplied.ts';
import { sendSupply } from './send-supply.ts';
import type { Dependencies } from './dependencies.ts';

type Sending = Pick<Dependencies, 'pool' | 'call' | 'clock'>;

/** Tells a step that what it waits for has come. Safe to repeat: what was signed when makes the update's id. */
async function sendArrival({ orderNo, step, task, kinds, after, since }: Arrived, { call }: Sending) {
  const arg: PapersArrived = { task, by: { subject: 'intake' }, kinds, at: since, note: null };
  // refused when the task has ended meanwhile, or another instance has said it
  await unlessRefused(
    call({
      workflowId: stepWorkflowId(orderNo, step),
      name: stepMessages.papersArrived,
      updateId: `papers-arrived/${task}/${after}`,
      arg,
    }),
  );
}

/** Of a supplement: goes on record as any other answer to it, then to the step. */
async function sendSupplied(arrived: Arrived, sending: Sending): Promise<void> {
  const supply = await recordSupplied(sending.pool, arrived);
  if (supply.sentAt === null) await sendSupply(sending.pool, supply, sending);
}

/** Tells steps which of the papers they wait for have come; stops when nobody answers. */
export const sweepArrivals = (sending: Sending) => async (): Promise<void> => {
  const now = await sending.clock.now();
  for (const arrived of await listArrived(sending.pool, now))
    await (arrived.by === 'promise' ? sendArrival(arrived, sending) : sendSupplied(arrived, sending));
};
