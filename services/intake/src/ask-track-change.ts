import type { WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { isGone, withDeadline } from '@doudi/infra/temporal';
import { isRefusal, orderMessages, orderWorkflowId } from '@doudi/workflows';
import type { Refusal, TrackChange, TrackReceipt } from '@doudi/workflows';
import type { AskTrackChange } from './dependencies.ts';
import { silenceOrFailure, type Parts } from './order-workflow.ts';

/** Real milliseconds a person waits: as long as for a decision, which must survive that a worker ends with it in hand. */
const patience = 15_000;

/** Has an order's workflow change its track; what it answered before it ended is still there to be asked. */
export const askTrackChange =
  ({ temporal: { client }, logger, patienceMs = patience }: Parts): AskTrackChange =>
  async (orderNo, { updateId, ...change }) => {
    const handle = client.workflow.getHandle(orderWorkflowId(orderNo));
    const answerOf = async (ask: () => Promise<TrackReceipt>) => {
      try {
        return await withDeadline(client, patienceMs, ask);
      } catch (error) {
        return refusalIn(error) ?? (isGone(error) ? 'ended' : silenceOrFailure(logger, orderNo, error));
      }
    };
    const answer = await answerOf(() => take(handle, updateId, change));
    return answer === 'ended' ? answerOf(() => answered(handle, updateId)) : answer;
  };

const take = (handle: WorkflowHandle, updateId: string, change: TrackChange) =>
  handle.executeUpdate<TrackReceipt, [TrackChange]>(orderMessages.changeTrack, { updateId, args: [change] });

const answered = (handle: WorkflowHandle, updateId: string) =>
  handle.getUpdateHandle<TrackReceipt>(updateId).result();

function refusalIn(error: unknown): Refusal | undefined {
  const [detail] = error instanceof ApplicationFailure ? (error.details ?? []) : [];
  return typeof detail === 'object' && detail !== null && isRefusal(detail) ? detail : undefined;
}
