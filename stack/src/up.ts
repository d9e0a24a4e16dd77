import { failure } from '@doudi/infra/failure';
import type { KnownProcess } from '@doudi/local';
import { startSteps } from './start-steps.ts';
import { newStackState, gatewayUrlOf, type StackState } from './stack-state.ts';
import type { Signing } from './issuer/identity-key.ts';
import { issuerOf } from './issuer/identity.ts';
import type { Cleanup } from './cleanup.ts';
import { openCleanup } from './cleanup.ts';
import { runSteps } from './run-steps.ts';
import type { UpOptions } from './up-options.ts';

/** With `signToken`: a token of any sample person, where the stack has the demo issuer. */
export interface Stack extends Signing {
  readonly urls: { readonly gateway: string; readonly temporalUi: string | undefined };
  readonly databaseUrl: string;
  /** host:port by which this process reaches Temporal, also where it has several addresses */
  readonly temporalAddress: string;
  /** folder of the logs */
  readonly logs: string;
  /** the addresses of each service's instances, by its name */
  readonly instances: Readonly<Record<string, readonly string[]>>;
  /**
   * Restarts one instance of a service without losing a request of those that come through the gateway; resolves when it is
   * fully ready. `index` counts from 0.
   */
  readonly restart: (service: string, index: number) => Promise<void>;
  /** The processes it holds now, by name: `PostgreSQL`, `Temporal history 2`, `intake-2`, `issuer`. */
  readonly processes: () => readonly KnownProcess[];
  /** Stops everything in reverse; doing it again waits for the first. */
  readonly stop: () => Promise<void>;
}

/** Starts the whole state in order; when anything fails, or `signal` is aborted, stops what it had started. */
export async function up(options: UpOptions): Promise<Stack> {
  const cleanup = await openCleanup(options);
  try {
    return await Promise.race([start(options, cleanup), aborted(options.signal)]);
  } catch (error) {
    await cleanup.stop();
    throw error;
  }
}

async function start(options: UpOptions, cleanup: Cleanup): Promise<Stack> {
  const state = await newStackState(options);
  const { moving = false, report, signal } = options;
  await runSteps(startSteps(options, state, cleanup), { moving, report, ...(signal && { signal }) });
  const gateway = gatewayUrlOf(state);
  const { identityKey, systemSecrets } = state;
  cleanup.recorder.describe({
    gateway,
    dataFolder: options.dataFolder,
    temporal: state.temporalAddress,
    ...(options.identity ? {} : { identityKey, systemSecrets }),
    ...(state.temporalUi && { temporalUi: state.temporalUi }),
  });
  return {
    urls: { gateway, temporalUi: state.temporalUi },
    databaseUrl: state.databaseUrl,
    temporalAddress: state.temporal.address,
    identityKey,
    issuer: issuerOf(gateway),
    logs: state.logs,
    instances: urlsOf(state),
    restart: (service, index) => restart(state, service, index),
    processes: cleanup.recorder.children,
    stop: cleanup.stop,
  };
}

const urlsOf = ({ instances }: StackState) =>
  Object.fromEntries(Object.entries(instances).map(([name, all]) => [name, all.map(({ url }) => url)]));

async function restart({ instances }: StackState, service: string, index: number): Promise<void> {
  const instance = instances[service]?.[index];
  if (!instance) throw failure(`There is no instance ${index} of ${service}.`);
  return instance.restart();
}

const aborted = (signal: AbortSignal | undefined) =>
  new Promise<never>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(failure('Stopped before it was ready.')), { once: true });
  });
