import { join } from 'node:path';
import { repositoryRoot, steadyPort } from '@doudi/local';
import type { Service } from '@doudi/infra/service';
import { intermediaryMarket } from '@doudi/intermediary-market/service';
import type { Cleanup } from './cleanup.ts';
import { docsClient } from './issuer/clients.ts';
import { audience, identityPrefix, issuerOf } from './issuer/identity.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';
import { gatewayUrlOf, trustedByServices, type StackState } from './stack-state.ts';
import { logOptions, storageOf, type UpOptions } from './up-options.ts';

interface Opening {
  readonly options: UpOptions;
  readonly state: StackState;
  readonly cleanup: Cleanup;
  readonly namespace: string;
  readonly progress: (what: string) => void;
}

/** Starts all instances of a service at once and makes them known to the gateway. */
export async function startService(service: Service, opening: Opening): Promise<void> {
  const { options, state, progress } = opening;
  const numbers = Array.from({ length: options.instances ?? 1 }, (_, index) => index);
  const instances = await Promise.all(numbers.map((index) => startInstance(service, index, opening)));
  state.instances[service.name] = instances;
  for (const prefix of service.prefixes) state.routes[prefix] = instances.map(({ url }) => url);
  progress(`${service.name} is ready`);
}

async function startInstance(service: Service, index: number, opening: Opening): Promise<ServiceProcess> {
  const { options, state, cleanup } = opening;
  const instance = await startServiceProcess(service, {
    index,
    port: await steadyPort(),
    env: { ...settingsOf(opening), ...secretsOf(service, state) },
    logs: state.logs,
    log: logOptions(options),
    recorder: cleanup.recorder,
    rotation: state.rotation,
    report: options.report,
  });
  cleanup.onStop(instance.stop);
  return instance;
}

/** Only the market can open what it has sealed. */
const secretsOf = ({ name }: Service, { bidsSecrets }: StackState): Record<string, string> =>
  name === intermediaryMarket.name ? { BIDS_SECRETS: bidsSecrets } : {};

function settingsOf({ options, state, namespace }: Opening): Record<string, string> {
  return {
    NODE_ENV: options.nodeEnv ?? 'development',
    DATABASE_URL: state.databaseUrl,
    TEMPORAL_ADDRESS: state.temporalAddress,
    ...options.temporalAccess,
    TEMPORAL_NAMESPACE: namespace,
    LOG_LEVEL: options.logLevel ?? 'info',
    TRUSTED_PROXIES: trustedByServices(options),
    ...options.limits,
    ...storageOf(options),
    ...(state.identity && {
      IDENTITY_JWKS_URL: state.identity.jwksUrl,
      IDENTITY_ISSUER: state.identity.issuer,
      IDENTITY_AUDIENCE: state.identity.audience,
    }),
    GATEWAY_URL: gatewayUrlOf(state),
    ...(state.temporalUi && { TEMPORAL_UI_URL: state.temporalUi }),
  };
}

/** How people sign in on the page of the document; the paths are of the gateway, under whichever name it was opened. */
export const signInOfDocs = {
  authorizationUrl: `${identityPrefix}/auth`,
  tokenUrl: `${identityPrefix}/token`,
  clientId: docsClient,
} as const;

// the built one, as the services: a process does not run TypeScript
const main = join(repositoryRoot, 'stack', 'dist', 'issuer', 'main.js');

/** Starts the demo issuer; from then on the services are to accept its tokens, and the gateway passes its pages on. */
export async function startIssuerProcess(
  options: UpOptions,
  state: StackState,
  cleanup: Cleanup,
): Promise<void> {
  const gateway = gatewayUrlOf(state);
  const { url, stop } = await startServiceProcess(
    { name: 'issuer', main },
    {
      index: 0,
      port: await steadyPort(),
      env: {
        NODE_ENV: options.nodeEnv ?? 'development',
        LOG_LEVEL: options.logLevel ?? 'info',
        GATEWAY_URL: gateway,
        IDENTITY_KEY: state.identityKey,
        SYSTEM_SECRETS: state.systemSecrets,
      },
      logs: state.logs,
      log: logOptions(options),
      recorder: cleanup.recorder,
      rotation: state.rotation,
      report: options.report,
    },
  );
  cleanup.onStop(stop);
  state.identity = { jwksUrl: `${url}${identityPrefix}/jwks`, issuer: issuerOf(gateway), audience };
  state.pages[identityPrefix] = [url];
}
