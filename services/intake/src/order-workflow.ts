import { WithStartWorkflowOperation, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Logger } from '@doudi/infra/service';
import { ApplicationFailure } from '@temporalio/common';
import { firstInput, isGone, type TemporalClient, withDeadline } from '@doudi/infra/temporal';
import { isProblem } from '@doudi/infra/http';
import {
  inBoth,
  isSameOrder,
  orderAttributes,
  orderMessages,
  orderWorkflowId,
  searchAttributes,
  taskQueues,
  replaceAgentMessage,
  type AgentReplacement,
  type OrderIdentity,
  type ReceivedOrder,
  type Refusal,
  type Withdrawal,
} from '@doudi/workflows';
import type { SendAgent, SendWithdrawal, StartOrder } from './dependencies.ts';

/**
 * How long a worker may think over one workflow task, which takes ours some milliseconds: what a killed worker held is
 * given to another after this. Steps, commissions and cases inherit it.
 */
const taskTimeout = '5s';

export interface Parts {
  readonly temporal: TemporalClient;
  readonly logger: Logger;
  /** real milliseconds a person at the service waits for the workflows; then the order starts later */
  readonly patienceMs?: number;
}

/** Opens `approveOrder` under the order's number and waits until its progress can be read. One number, one workflow, ever. */
export const startOrder =
  ({ temporal, logger, patienceMs = 3_000 }: Parts): StartOrder =>
  async (order) => {
    const { client } = temporal;
    try {
      await withDeadline(client, patienceMs, () =>
        client.workflow.executeUpdateWithStart(orderMessages.receive, {
          // another receipt of the same number must not get the answer this one got
          updateId: [order.orderNo, order.projectCode, order.receivedAt].join(' '),
          args: [identityOf(order)],
          startWorkflowOperation: opening(order),
        }),
      );
      return 'started';
    } catch (error) {
      if (isTaken(error)) return taken(logger, order);
      // It has run and ended already: what was to be started is long done, if it was this order.
      if (error instanceof WorkflowExecutionAlreadyStartedError)
        return compareEnded({ temporal, logger, patienceMs }, order);
      return silenceOrFailure(logger, order.orderNo, error);
    }
  };

const identityOf = ({ projectCode, uscc, receivedAt }: ReceivedOrder): OrderIdentity => ({
  projectCode,
  uscc,
  receivedAt,
});

const isTaken = (error: unknown): boolean =>
  error instanceof ApplicationFailure &&
  (error.details?.[0] as Partial<Refusal> | undefined)?.refused === 'number-taken';

async function compareEnded({ temporal, logger, patienceMs }: Required<Parts>, order: ReceivedOrder) {
  try {
    const [ended] = await withDeadline(temporal.client, patienceMs, () =>
      firstInput(temporal, orderWorkflowId(order.orderNo)),
    );
    return isSameOrder(ended as ReceivedOrder, order) ? 'started' : taken(logger, order);
  } catch (error) {
    return silenceOrFailure(logger, order.orderNo, error);
  }
}

function taken(logger: Logger, { orderNo }: ReceivedOrder): 'taken' {
  logger.error({ orderNo }, 'the number is of another order in Temporal: run npm run reconcile');
  return 'taken';
}

export const sendWithdrawal = (parts: Parts): SendWithdrawal =>
  signalOrder<Withdrawal>(parts, orderMessages.withdraw);

export const sendAgent = (parts: Parts): SendAgent =>
  signalOrder<AgentReplacement>(parts, replaceAgentMessage);

/** Signals an order's workflow; one that has ended needs no signal. */
const signalOrder =
  <Said>({ temporal: { client }, logger, patienceMs = 3_000 }: Parts, signal: string) =>
  async (orderNo: string, said: Said): Promise<'sent' | 'unreachable' | 'failed'> => {
    const handle = client.workflow.getHandle(orderWorkflowId(orderNo));
    try {
      await withDeadline(client, patienceMs, () => handle.signal<[Said]>(signal, said));
      return 'sent';
    } catch (error) {
      if (isGone(error)) return 'sent';
      return silenceOrFailure(logger, orderNo, error);
    }
  };

const opening = (order: ReceivedOrder) =>
  new WithStartWorkflowOperation('approveOrder', {
    workflowId: orderWorkflowId(order.orderNo),
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    taskQueue: taskQueues.approvals,
    workflowTaskTimeout: taskTimeout,
    args: [order],
    staticSummary: `${order.orderNo} · ${inBoth('track')} ${order.plan.track} · ${order.plan.budget} ${inBoth('working-days')}`,
    typedSearchAttributes: [
      ...orderAttributes({ ...order, track: order.plan.track }),
      { key: searchAttributes.slaStatus, value: 'GREEN' },
    ],
  });

export function silenceOrFailure(logger: Logger, orderNo: string, error: unknown): 'unreachable' | 'failed' {
  if (isProblem(error)) {
    logger.warn({ orderNo }, 'the workflows did not answer; the sweep will try again');
    return 'unreachable';
  }
  logger.error({ err: error, orderNo }, 'the workflows have refused; the sweep will try again');
  return 'failed';
}
