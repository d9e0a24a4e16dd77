import { Client, type Connection, type HistoryAndWorkflowId } from '@temporalio/client';
import { openLog } from '@doudi/infra/service';
import { installTemporalRuntime, replay } from '@doudi/infra/temporal';

/** Every workflow of a namespace with its history. */
export async function allHistories(
  connection: Connection,
  namespace: string,
): Promise<HistoryAndWorkflowId[]> {
  const found: HistoryAndWorkflowId[] = [];
  for await (const one of new Client({ connection, namespace }).workflow.list().intoHistories())
    found.push(one);
  return found;
}

/** Runs the workflow code of a bundle over histories; answers the ids of those it no longer follows. */
export async function replayHistories(
  codePath: string,
  histories: readonly HistoryAndWorkflowId[],
): Promise<string[]> {
  installTemporalRuntime(openLog({ service: 'replay', level: 'silent' }));
  const failed: string[] = [];
  for await (const { workflowId, fault } of replay(codePath, histories)) if (fault) failed.push(workflowId);
  return failed;
}

interface Scheduled {
  events: { activityTaskScheduledEventAttributes?: { activityType: { name: string } } | null }[];
}

/** A copy whose first activity bears another name: what no replay may follow. */
export function tampered(one: HistoryAndWorkflowId): HistoryAndWorkflowId {
  const copy = structuredClone(one);
  const { events } = copy.history as Scheduled;
  const first = events.find((event) => event.activityTaskScheduledEventAttributes);
  if (!first?.activityTaskScheduledEventAttributes) throw new Error(`${one.workflowId} has no activity`);
  first.activityTaskScheduledEventAttributes.activityType = { name: 'somethingElse' };
  return copy;
}
