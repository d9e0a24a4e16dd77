import { failure } from '@doudi/infra/failure';
import { houseSteps } from './house-steps.ts';
import { emptyHouse, gatewayUrlOf, type House } from './house.ts';
import type { Signing } from './identity-key.ts';
import { issuerOf, type Identity } from './identity.ts';
import type { Lifeline } from './lifeline.ts';
import { openLifeline } from './lifeline.ts';
import type { Service } from './services.ts';
import { runSteps } from './steps.ts';

export interface UpOptions {
  /** holds the databases brought, the identity key and the logs; created if missing */
  readonly dataFolder: string;
  /** the data folder is removed at the stop, and nothing in it is made to survive a power cut */
  readonly temporary: boolean;
  readonly cacheFolder: string;
  /** stores that are given instead of brought */
  readonly databaseUrl?: string;
  readonly temporalAddress?: string;
  readonly temporalUiUrl?: string;
  readonly namespace?: string;
  /** an issuer that is given; without it the demo issuer is started, in production nothing is */
  readonly identity?: Identity;
  /** ports that must be these; without, the usual ones or any that are free */
  readonly ports?: { readonly gateway?: number; readonly temporalUi?: number };
  /** the office clock, set once when all services are ready; without it, real time */
  readonly clock?: { readonly officeAt: Date; readonly rate: number };
  readonly nodeEnv?: string;
  readonly logLevel?: string;
  /** limits of the services that are to be others than the usual, by the names of their settings */
  readonly limits?: Readonly<Record<string, string>>;
  readonly services?: readonly Service[];
  /** processes of each service, 1 to 8; one unless said otherwise */
  readonly instances?: number;
  /** the terminal shows a moving list of steps; else plain lines */
  readonly moving?: boolean;
  readonly tell: (sentence: string) => void;
  /** stops a start that is not ready yet */
  readonly signal?: AbortSignal;
}

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
