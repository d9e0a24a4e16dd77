import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { type HistoryEvent, historiesOf } from '@doudi/infra/temporal';
import { tellNew } from './tell-new.ts';
import { withoutMachine } from './without-machine.ts';

/** As it stands in a file of recorded histories. */
export interface Recorded {
  readonly workflowId: string;
  readonly history: unknown;
}

/** Of the workflows that ran on a queue, open and closed, those whose history shows something no other of them shows. */
export async function recordHistories(client: Client, taskQueue: string) {
  const recorded: Recorded[] = [];
  const types = new Set<string>();
  const isNew = tellNew();
  for await (const { workflowId, history } of historiesOf(client, `TaskQueue = '${taskQueue}'`)) {
    const { events } = history as { events: HistoryEvent[] };
    const type = events[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? '';
    types.add(type);
    if (isNew(type, events))
      recorded.push({ workflowId, history: withoutMachine(JSON.parse(historyToJSON(history as never))) });
  }
  return { recorded, types };
}
