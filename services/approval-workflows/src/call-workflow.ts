import { withDeadline, type TemporalClient } from '@doudi/infra/temporal-client';
import { isGone } from '@doudi/infra/temporal-errors';
import { orderMessages, orderWorkflowId, type OrderNews, type Refusal } from '@doudi/workflows';
import { ApplicationFailure } from '@temporalio/common';
import { refuse } from './words.ts';

/** Real milliseconds a caller waits for a decision to be taken and put on record. */
const patienceMs = 10_000;

export interface Update {
  readonly workflowId: string;
  readonly name: string;
  /** the same for every repetition of the request, so that a decision is taken once */
  readonly updateId: string;
  readonly arg: unknown;
}

/** Has a workflow take an update and answers its receipt; undefined when the workflow is closed or unknown. */
export const callWorkflow =
  ({ client }: TemporalClient) =>
  async <Receipt>({ workflowId, name, updateId, arg }: Update): Promise<Receipt | undefined> => {
    const handle = client.workflow.getHandle(workflowId);
    try {
      return await withDeadline(client, patienceMs, () =>
        handle.executeUpdate<Receipt, [unknown]>(name, { updateId, args: [arg] }),
      );
    } catch (error) {
      if (isGone(error)) return undefined;
      throw refusedBy(error) ?? error;
    }
  };
export type CallWorkflow = ReturnType<typeof callWorkflow>;

function refusedBy(error: unknown) {
  if (!(error instanceof ApplicationFailure) || error.type !== 'Refusal') return undefined;
  return refuse(error.details?.[0] as Refusal);
}

/** Tells an order's workflow what its clock reads; one that is closed needs no telling. */
export const tellOrder =
  ({ client }: TemporalClient) =>
  async (orderNo: string, news: OrderNews): Promise<void> => {
    const handle = client.workflow.getHandle(orderWorkflowId(orderNo));
    await withDeadline(client, patienceMs, () => handle.signal(orderMessages.stepMarked, news)).catch(
      (error: unknown) => {
        if (!isGone(error)) throw error;
      },
    );
  };
