import { join } from 'node:path';
import { repositoryRoot, steadyPort } from '@doudi/local';
import type { House } from './house.ts';
import { gatewayUrlOf } from './house.ts';
import { audience, identityPrefix, issuerOf } from './identity.ts';
import { docsClient } from './issuer/clients.ts';
import type { Lifeline } from './lifeline.ts';
import { startServiceProcess } from './service-process.ts';
import type { UpOptions } from './up-options.ts';

/** How people sign in on the page of the document; the paths are of the gateway, under whichever name it was opened. */
export const signInOfDocs = {
  authorizationUrl: `${identityPrefix}/auth`,
  tokenUrl: `${identityPrefix}/token`,
  clientId: docsClient,
} as const;

// the built one, as the services: a process does not run TypeScript
const main = join(repositoryRoot, 'stack', 'dist', 'issuer', 'main.js');

/** Starts the demo issuer; from then on the services are to accept its tokens, and the gateway passes its pages on. */
export async function openIssuer(options: UpOptions, house: House, lifeline: Lifeline): Promise<void> {
  const gateway = gatewayUrlOf(house);
  const { url, stop } = await startServiceProcess(
    { name: 'issuer', main },
    {
      index: 0,
      port: await steadyPort(),
      env: {
        NODE_ENV: options.nodeEnv ?? 'development',
        LOG_LEVEL: options.logLevel ?? 'info',
        GATEWAY_URL: gateway,
        IDENTITY_KEY: house.identityKey,
        SYSTEM_SECRETS: house.systemSecrets,
      },
      logs: house.logs,
      recorder: lifeline.recorder,
      rotation: house.rotation,
      tell: options.tell,
    },
  );
  lifeline.onStop(stop);
  house.identity = { jwksUrl: `${url}${identityPrefix}/jwks`, issuer: issuerOf(gateway), audience };
  house.pages[identityPrefix] = [url];
}
