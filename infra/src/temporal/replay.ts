import type { Client } from '@temporalio/client';
import { type HistoryAndWorkflowId } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { HistoryEvent } from './history.ts';

export interface Replayed {
  readonly workflowId: string;
  readonly runId: string;
  /** the name of its workflow type */
  readonly type: string;
  /** why the code does not follow the history, in the words of the library */
  readonly fault?: string;
}

/** The histories of all workflows that a query of the visibility store finds, read one by one, as each is asked for. */
export async function* historiesOf(client: Client, query: string): AsyncGenerator<HistoryAndWorkflowId> {
  // not `list().intoHistories()`: it reads ahead without limit of memory
  for await (const { workflowId, runId } of client.workflow.list({ query }))
    yield { workflowId, history: await client.workflow.getHandle(workflowId, runId).fetchHistory() };
}

/**
 * Runs the workflow code of a bundle over histories, one after the other, in the memory of one of them. Nothing is sent to a server.
 * Throws when the code cannot be loaded.
 */
export async function* replay(
  codePath: string,
  histories: AsyncIterable<HistoryAndWorkflowId> | Iterable<HistoryAndWorkflowId>,
): AsyncGenerator<Replayed> {
  let about: Pick<Replayed, 'runId' | 'type'> = { runId: '', type: '' };
  async function* noted() {
    for await (const one of histories) {
      about = startOf(one);
      yield one;
    }
  }
  // it asks for the next history only when the result of the one before was taken
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath } },
    noted(),
  ))
    yield { workflowId, ...about, ...(error && { fault: error.message }) };
}

function startOf({ history }: HistoryAndWorkflowId): Pick<Replayed, 'runId' | 'type'> {
  const [first] = (history as { events?: HistoryEvent[] | null }).events ?? [];
  const { originalExecutionRunId, workflowType } = first?.workflowExecutionStartedEventAttributes ?? {};
  return { runId: originalExecutionRunId ?? '', type: workflowType?.name ?? '' };
}
