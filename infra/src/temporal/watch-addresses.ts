import { setTimeout as pause } from 'node:timers/promises';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import type { TemporalAccess } from './access.ts';

/** Real milliseconds between two looks at an address, and those an answer may take. */
const lookMs = { every: 1_000, longest: 1_500 };

/** Looks in a row without an answer after which an address counts as silent: one can be a process that stood still for a moment. */
const silentAfter = 2;

/** gRPC status codes (grpc.io, "Status codes") of a server that gives no answer. */
const noAnswer = new Set([1 /* CANCELLED */, 4 /* DEADLINE_EXCEEDED */, 14 /* UNAVAILABLE */]);

const frontend = { service: 'temporal.api.workflowservice.v1.WorkflowService' };
const notServing = 2; // grpc.health.v1.HealthCheckResponse.ServingStatus

/**
 * Looks again and again which of several Temporal frontends answer. A connection alone does not show it: the system takes
 * connections for a process that stands still. `silent` is called with one that no longer answers while another does.
 */
export function watchAddresses(
  access: TemporalAccess,
  addresses: readonly string[],
  silent: (address: string) => void,
) {
  const closing = new AbortController();
  const missed = new Map(addresses.map((address) => [address, 0]));
  const answers = (address: string) => (missed.get(address) ?? 0) < silentAfter;
  const watch = async (address: string) => {
    const connection = Connection.lazy({ ...access, address, channelArgs: reconnectSoon });
    while (!closing.signal.aborted) {
      missed.set(address, (await isServing(connection)) ? 0 : (missed.get(address) ?? 0) + 1);
      if (!answers(address) && addresses.some(answers)) silent(address);
      await pause(lookMs.every, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
    }
    await connection.close();
  };
  const watching = addresses.map(watch);
  let turn = Math.floor(Math.random() * addresses.length);
  return {
    /** Those that answer first, each time another, then the rest. */
    inOrder: (): readonly string[] => {
      turn += 1;
      const turned = addresses.map((_, index) => addresses[(index + turn) % addresses.length] as string);
      return [...turned.filter(answers), ...turned.filter((address) => !answers(address))];
    },
    close: async () => {
      closing.abort();
      await Promise.all(watching);
    },
  };
}

const reconnectSoon = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 1_000 };

async function isServing(connection: Connection): Promise<boolean> {
  const check = () => connection.healthService.check(frontend);
  try {
    const { status } = await connection.withDeadline(Date.now() + lookMs.longest, check);
    return (status as number) !== notServing;
  } catch (error) {
    // one that refuses the question answers all the same
    return isGrpcServiceError(error) && !noAnswer.has(error.code);
  }
}
