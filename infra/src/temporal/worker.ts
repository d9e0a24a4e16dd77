import getPort from 'get-port';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { Logger } from '../service/logger.ts';
import type { TemporalTarget } from './client.ts';
import { installTemporalRuntime } from './runtime.ts';

export interface WorkerSettings
  extends Omit<WorkerOptions, 'connection' | 'namespace' | 'interceptors'>, TemporalTarget {
  readonly logger: Logger;
}

export interface RunningWorker {
  /** ends when the worker has drained; throws when it failed */
  readonly run: () => Promise<void>;
  readonly shutdown: () => void;
  readonly isRunning: () => boolean;
}

/** For two cores; every service and workflow type was measured with it. */
const tuning = {
  maxConcurrentActivityTaskExecutions: 20,
  maxConcurrentWorkflowTaskExecutions: 20,
  maxCachedWorkflows: 500,
  /** what waits for a worker that was killed goes to any other after this */
  stickyQueueScheduleToStartTimeout: '2s',
  /** running activities may finish within this time once the worker is told to stop */
  shutdownGraceTime: '3s',
  /** then the worker gives up on them; the server has them run again elsewhere */
  shutdownForceTime: '4s',
} as const;

/**
 * Connects to Temporal and makes a worker of one task queue: activities alone, or workflows too when `workflowBundle` or
 * `workflowsPath` is given. Any tuning may be overridden. Throws when Temporal cannot be reached.
 */
export async function startWorker({
  address,
  apiKey,
  tls,
  tracing,
  logger,
  ...options
}: WorkerSettings): Promise<RunningWorker> {
  installTemporalRuntime(logger, await getPort({ host: '127.0.0.1' }));
  const connection = await NativeConnection.connect({
    address,
    ...(apiKey && { apiKey }),
    ...(tls && { tls }),
  });
  try {
    const worker = await Worker.create({
      ...{ ...tuning, ...options, connection, ...(tracing && { interceptors: tracing.worker }) },
    });
    return {
      run: () => worker.run().finally(() => connection.close()),
      shutdown: () => worker.getState() === 'RUNNING' && worker.shutdown(),
      isRunning: () => worker.getState() === 'RUNNING',
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
