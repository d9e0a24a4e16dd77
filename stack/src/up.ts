import { failure } from '@doudi/infra/failure';
import { houseSteps } from './house-steps.ts';
import { emptyHouse, gatewayUrlOf, type House } from './house.ts';
import type { Signing } from './identity-key.ts';
import { issuerOf } from './identity.ts';
import type { Lifeline } from './lifeline.ts';
import { openLifeline } from './lifeline.ts';
import { runSteps } from './steps.ts';
import type { UpOptions } from './up-options.ts';

/** With `signToken`: a token of any sample person, where the stack has the demo issuer. */
export interface Stack extends Signing {
  readonly urls: { readonly gateway: string; readonly temporalUi: string | undefined };
  readonly databaseUrl: string;
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
  /** Stops everything in reverse; doing it again waits for the first. */
  readonly stop: () => Promise<void>;
}

/** Starts the whole house in order; when anything fails, or `signal` is aborted, stops what it had started. */
export async function up(options: UpOptions): Promise<Stack> {
  const lifeline = await openLifeline(options);
  try {
    return await Promise.race([start(options, lifeline), aborted(options.signal)]);
  } catch (error) {
    await lifeline.stop();
    throw error;
  }
}

async function start(options: UpOptions, lifeline: Lifeline): Promise<Stack> {
  const house = await emptyHouse(options);
  const { moving = false, tell, signal } = options;
  await runSteps(houseSteps(options, house, lifeline), { moving, tell, ...(signal && { signal }) });
  const gateway = gatewayUrlOf(house);
  const { identityKey, systemSecrets } = house;
  lifeline.recorder.tell({
    gateway,
    ...(options.identity ? {} : { identityKey, systemSecrets }),
    ...(house.temporalUi && { temporalUi: house.temporalUi }),
  });
  return {
    urls: { gateway, temporalUi: house.temporalUi },
    databaseUrl: house.databaseUrl,
    temporalAddress: house.temporalAddress,
    identityKey,
    issuer: issuerOf(gateway),
    logs: house.logs,
    instances: urlsOf(house),
    restart: (service, index) => restart(house, service, index),
    stop: lifeline.stop,
  };
}

const urlsOf = ({ instances }: House) =>
  Object.fromEntries(Object.entries(instances).map(([name, all]) => [name, all.map(({ url }) => url)]));

async function restart({ instances }: House, service: string, index: number): Promise<void> {
  const instance = instances[service]?.[index];
  if (!instance) throw failure(`There is no instance ${index} of ${service}.`);
  return instance.restart();
}

const aborted = (signal: AbortSignal | undefined) =>
  new Promise<never>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(failure('Stopped before it was ready.')), { once: true });
  });
