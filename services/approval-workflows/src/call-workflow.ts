import { isProblem } from '@doudi/infra/http';
import { isGone, type TemporalClient, withDeadline } from '@doudi/infra/temporal';
import {
  caseMessages,
  caseWorkflowId,
  inBoth,
  orderAttributes,
  searchAttributes,
  type CaseStart,
  type CauseNotice,
  orderMessages,
  orderWorkflowId,
  publicationWorkflowId,
  taskQueues,
  type CalendarNotice,
  type OrderClockUpdate,
  type Publication,
} from '@doudi/workflows';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { refuse } from './words.ts';

/**
 * Real milliseconds a caller waits for a decision to be taken and put on record: what a worker had in hand when it ended goes to
 * another after 5 s (taking it) and 3 s (recording it), each up to a second later; an answer must survive both.
 */
const patienceMs = 15_000;

/** Real milliseconds somebody waits for his receipt while Temporal does not answer; the sweep starts what was not started. */
export const soonMs = 2_000;

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
  return refuse(error.details?.[0] as Parameters<typeof refuse>[0]);
}

/** Signals an order's workflow; one that is closed needs no signal. */
const signalOrder =
  ({ client }: TemporalClient, signal: string) =>
  async (orderNo: string, payload: object): Promise<void> => {
    const handle = client.workflow.getHandle(orderWorkflowId(orderNo));
    await withDeadline(client, patienceMs, () => handle.signal(signal, payload)).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  };

/** Sends an order's workflow what its clock reads. */
export const notifyOrder = (
  temporal: TemporalClient,
): ((orderNo: string, update: OrderClockUpdate) => Promise<void>) =>
  signalOrder(temporal, orderMessages.stepMarked);

/** Sends an order's workflow which calendar is in force. */
export const notifyCalendar = (temporal: TemporalClient) => {
  const send = signalOrder(temporal, orderMessages.calendarPublished);
  return (orderNo: string, version: string) => send(orderNo, { version } satisfies CalendarNotice);
};

/** How long a worker may think over one workflow task of a case, as with orders. */
const taskTimeout = '5s';

/** Starts a case's workflow, or finds it started; with a cause it is told that, too. Throws while Temporal does not answer. */
export type StartCase = (start: CaseStart, cause?: CauseNotice) => Promise<void>;

/** Starts a case's workflow under its number, or finds it; with a cause it is signalled that in the same call. */
export const startCase =
  ({ client }: TemporalClient, withinMs = patienceMs): StartCase =>
  async (start, cause) => {
    const options = caseOptions(start);
    const begin = async () =>
      void (await (cause
        ? client.workflow.signalWithStart('resolveCase', {
            ...options,
            signal: caseMessages.cause,
            signalArgs: [cause],
          })
        : client.workflow.start('resolveCase', {
            ...options,
            workflowIdConflictPolicy: 'USE_EXISTING',
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
          })));
    await withDeadline(client, withinMs, begin).catch((error: unknown) => {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    });
  };

/** Tells a case that is under way of a cause; false when it has ended. Throws while Temporal does not answer. */
export type TellCase = (caseNo: string, cause: CauseNotice) => Promise<boolean>;

/** Signals a case's workflow a cause. */
export const tellCase =
  ({ client }: TemporalClient): TellCase =>
  async (caseNo, cause) => {
    const handle = client.workflow.getHandle(caseWorkflowId(caseNo));
    try {
      await withDeadline(client, patienceMs, () => handle.signal(caseMessages.cause, cause));
      return true;
    } catch (error) {
      if (isGone(error)) return false;
      throw error;
    }
  };

function caseOptions(start: CaseStart) {
  const { caseNo, track, agentId, case: one } = start;
  const about = [one.step && inBoth(one.step), one.orderNo].filter((part) => part !== null);
  return {
    workflowId: caseWorkflowId(caseNo),
    taskQueue: taskQueues.approvals,
    workflowTaskTimeout: taskTimeout,
    args: [start],
    staticSummary: [`${inBoth('case')} ${caseNo}`, inBoth(`way.${one.way}`), ...about].join(' · '),
    typedSearchAttributes: [
      ...(one.orderNo && track && agentId ? orderAttributes({ orderNo: one.orderNo, track, agentId }) : []),
      ...(one.step ? [{ key: searchAttributes.stepCode, value: one.step }] : []),
      { key: searchAttributes.caseLevel, value: one.level },
    ],
  };
}

/** Starts the workflow that publishes a calendar, or finds that it has been. */
export const startPublication =
  ({ client }: TemporalClient) =>
  async (version: string): Promise<void> => {
    const start = () =>
      client.workflow.start('publishCalendar', {
        workflowId: publicationWorkflowId(version),
        taskQueue: taskQueues.approvals,
        args: [{ version } satisfies Publication],
        staticSummary: `${inBoth('publish')} · ${version}`,
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
    await withDeadline(client, patienceMs, start);
  };

/** Of something that a step may need no more by now: undefined when it is refused. */
export const unlessRefused = <T>(asked: Promise<T>): Promise<T | undefined> =>
  asked.catch((error: unknown) => {
    if (isProblem(error) && error.problem.status === 409) return undefined;
    throw error;
  });
