import { Client, Connection } from '@temporalio/client';
import type { Tracing } from '../tracing/start-tracing.ts';
import type { TemporalAccess } from './access.ts';
import { isUnreachable, outcomeUnknown, refusalOf } from './errors.ts';

/** Real milliseconds between attempts to reconnect; the library's own grow to two minutes, long after Temporal is back. */
const reconnect = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 };

export type TemporalClient = ReturnType<typeof temporalClient>;

export interface TemporalTarget extends TemporalAccess {
  readonly namespace: string;
  readonly tracing?: Tracing | undefined;
}

/** A client that connects on first use, so that a service starts and answers reads while Temporal is down. */
export function temporalClient({ namespace, tracing, ...access }: TemporalTarget) {
  const connection = Connection.lazy({ ...access, channelArgs: reconnect });
  const client = new Client({ connection, namespace, ...(tracing && { interceptors: tracing.client }) });
  return { client, connection, close: () => connection.close() };
}

/**
 * Runs calls to Temporal that together may take `ms` real milliseconds. No answer in time becomes a 503 problem; the
 * failure an update handler threw on purpose comes out as it is; a closed or unknown workflow stays `isGone`.
 */
export async function withDeadline<T>(client: Client, ms: number, call: () => Promise<T>): Promise<T> {
  try {
    return await client.withDeadline(Date.now() + ms, call);
  } catch (error) {
    if (isUnreachable(error)) throw outcomeUnknown(error);
    throw refusalOf(error) ?? error;
  }
}

/** Whether Temporal answers within a second. */
export const temporalAnswers = ({ client, connection }: Pick<TemporalClient, 'client' | 'connection'>) =>
  client
    .withDeadline(Date.now() + 1_000, () => connection.workflowService.getSystemInfo({}))
    .then(
      () => true,
      () => false,
    );
