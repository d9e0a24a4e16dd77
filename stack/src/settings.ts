import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { failure } from '@doudi/infra/failure';
import {
  channelSettingNames,
  limitSettings,
  readSettings,
  serviceSettings,
  tracingSettingNames,
  withCredentials,
} from '@doudi/infra/service';
import { faultOfStorage, storageSettings } from '@doudi/infra/storage';
import { temporalAccess, temporalAccessNames, temporalSettings } from '@doudi/infra/temporal';
import { cacheFolder, dataFolderOf, repositoryRoot } from '@doudi/local';
import { givenIdentity } from './issuer/identity.ts';
import type { UpOptions } from './up-options.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Takes over what a file `.env` in the checkout says; what the environment already has wins. */
export function loadDotEnv(): void {
  const file = join(repositoryRoot, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** Limits of the services, the workflows they keep in memory, the time a stopping one says that it is not ready, how notices go out, and where spans are sent. */
const limitNames = [
  ...Object.keys(limitSettings),
  ...['DRAIN_MS', 'WORKFLOWS_CACHED'],
  ...channelSettingNames,
  ...tracingSettingNames,
];

/** Settings that are passed on to every service; each of them may be left out. */
const passedOn = [
  ...limitNames,
  ...(['NODE_ENV', 'LOG_LEVEL', 'DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_UI_URL'] as const),
  ...(['IDENTITY_JWKS_URL'] as const),
  ...temporalAccessNames,
];

/** What every service would refuse is refused before anything is started. */
function refuseWrongSettings(env: Environment): void {
  const { shape } = serviceSettings;
  const optional = passedOn.map((name) => [name, shape[name as keyof typeof shape].optional()]);
  readSettings(z.object(Object.fromEntries(optional) as Record<string, z.ZodType>), env);
  const storage = named(env, Object.keys(storageSettings));
  const fault = Object.keys(storage).length > 0 && faultOfStorage(storage);
  if (fault) throw failure(`STORAGE_FOLDER or STORAGE_BUCKET: ${fault}.`);
  // its certificates are read as well
  if (env['TEMPORAL_ADDRESS']) temporalAccess(readSettings(temporalSettings, env));
}

/** A name that needs no quotes, and stays one with `_visibility_unfinished` after it (63 bytes in PostgreSQL). */
const databaseName = /^[a-z_][a-z0-9_]{0,39}$/;

/** What of a Temporal of several processes can be set from outside, and that each service then has two processes. */
export function clusterSettings(env: Environment) {
  if (env['TEMPORAL_ADDRESS'])
    throw failure(
      'TEMPORAL_ADDRESS gives a Temporal, and the cluster would be another; remove it, or use that one by `npm start`.',
    );
  const database = env['TEMPORAL_DATABASE'] || undefined;
  if (database && !databaseName.test(database))
    throw failure(
      'TEMPORAL_DATABASE must be a name of at most 40 letters a to z, digits and _, as doudi_temporal.',
    );
  const shards = whole(env, 'NUM_HISTORY_SHARDS', { what: 'a whole number', most: 16_384 });
  const binaries = env['TEMPORAL_BINARIES'] ? resolve(env['TEMPORAL_BINARIES']) : undefined;
  const settings = stackSettings(env);
  return {
    instances: 2,
    ...settings,
    // the data of `npm start` is in another Temporal
    dataFolder: env['DOUDI_DATA'] ? settings.dataFolder : `${settings.dataFolder}-cluster`,
    cluster: present({ database, shards, binaries }),
  } satisfies Partial<UpOptions>;
}

/** What of the stack can be set from outside; `.env.example` lists it. */
export function stackSettings(environment: Environment) {
  const env = withCredentials(environment);
  refuseWrongSettings(env);
  const given = (name: string) => env[name] || undefined;
  const ports = { gateway: port(env, 'DOUDI_PORT'), temporalUi: port(env, 'DOUDI_TEMPORAL_UI_PORT') };
  const texts = {
    databaseUrl: given('DATABASE_URL'),
    temporalAddress: given('TEMPORAL_ADDRESS'),
    temporalUiUrl: given('TEMPORAL_UI_URL'),
    namespace: given('TEMPORAL_NAMESPACE'),
    nodeEnv: given('NODE_ENV'),
    logLevel: given('LOG_LEVEL'),
    bidsSecrets: given('BIDS_SECRETS'),
    identity: givenIdentity(env),
    consoleClientId: given('CONSOLE_CLIENT_ID'),
    trustedProxies: networks(env, 'TRUSTED_PROXIES'),
  };
  const instances = whole(env, 'DOUDI_INSTANCES', { what: 'a whole number', most: 8 });
  const logMegabytes = whole(env, 'DOUDI_LOG_MB', { what: 'a whole number', most: 1_000 });
  const limits = named(env, limitNames);
  const storage = named(env, Object.keys(storageSettings));
  const access = given('TEMPORAL_ADDRESS') ? named(env, temporalAccessNames) : {};
  return {
    limits,
    ...(Object.keys(storage).length > 0 && { storage }),
    temporalAccess: access,
    dataFolder: resolve(given('DOUDI_DATA') ?? dataFolderOf(repositoryRoot, given('XDG_DATA_HOME'))),
    cacheFolder: cacheFolder(given('XDG_CACHE_HOME')),
    ports: present(ports),
    ...present({ ...texts, instances, logMegabytes }),
  } satisfies Partial<UpOptions>;
}

const named = (env: Environment, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));

const present = <T extends object>(all: T) =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

function networks(env: Environment, name: string): string | undefined {
  if (!env[name]) return undefined;
  const { success } = serviceSettings.shape.TRUSTED_PROXIES.safeParse(env[name]);
  if (!success) throw failure(`${name} must be a list of networks, as loopback,10.0.0.0/8.`);
  return env[name];
}

const port = (env: Environment, name: string) => whole(env, name, { what: 'a port', most: 65_535 });

function whole(env: Environment, name: string, { what, most }: { what: string; most: number }) {
  const text = env[name];
  if (!text) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw failure(`${name} must be ${what} from 1 to ${most}, not "${text}".`);
  return number;
}
