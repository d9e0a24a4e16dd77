import type { Client } from '@temporalio/client';
import { allHistories } from './replay-histories.ts';

/** Every text a value holds, at any depth; bytes as the text they are, so that payloads are read, too. */
function textsIn(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  return Object.values(value).flatMap((inner: unknown) => textsIn(inner, seen));
}

/** All that a namespace says of its workflows: histories, memos, search attributes, summaries, current details. */
export async function textsOfTemporal({ connection, workflow, options }: Client): Promise<string> {
  const { namespace } = options;
  const texts: string[] = [];
  for (const { workflowId, history } of await allHistories(connection as never, namespace)) {
    const execution = { workflowId };
    const described = await connection.workflowService.describeWorkflowExecution({ namespace, execution });
    // of one that is closed, or whose worker is away, what it last showed stands in its history
    const details = await workflow
      .getHandle(workflowId)
      .query<unknown>('__temporal_workflow_metadata')
      .catch(() => undefined);
    texts.push(...textsIn(history), ...textsIn(described), ...textsIn(details));
  }
  return texts.join('\n');
}
