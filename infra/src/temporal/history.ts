import { defaultPayloadConverter } from '@temporalio/common';
import type { Client, Connection } from '@temporalio/client';

interface Read {
  readonly client: Client;
  readonly connection: Connection;
}

type Execution = Readonly<{ workflowId: string; runId?: string }>;
type Page = Awaited<ReturnType<Connection['workflowService']['getWorkflowExecutionHistory']>>;
export type HistoryEvent = NonNullable<NonNullable<Page['history']>['events']>[number];
type Payloads = { readonly payloads?: readonly object[] | null } | null | undefined;

/** The events of a run, the newest when none is named, page by page from the first on. */
export async function* historyOf(
  { client, connection }: Read,
  execution: Execution,
  pageSize = 200,
): AsyncGenerator<HistoryEvent> {
  const { namespace } = client.options;
  let nextPageToken: Uint8Array | undefined;
  do {
    const page: Page = await connection.workflowService.getWorkflowExecutionHistory({
      namespace,
      execution,
      maximumPageSize: pageSize,
      ...(nextPageToken && { nextPageToken }),
    });
    yield* page.history?.events ?? [];
    nextPageToken = page.nextPageToken;
  } while (nextPageToken?.length);
}

/** What a workflow was started with. */
export async function firstInput(read: Read, workflowId: string): Promise<unknown[]> {
  for await (const { workflowExecutionStartedEventAttributes: started } of historyOf(read, { workflowId }, 1))
    return valuesOf(started?.input);
  return [];
}

/** The values in payloads of a history. */
export const valuesOf = (payloads: Payloads): unknown[] =>
  (payloads?.payloads ?? []).map((payload) => defaultPayloadConverter.fromPayload(payload));
