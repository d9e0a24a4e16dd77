import type { IncomingMessage, ServerResponse } from 'node:http';
import { openServer } from '@doudi/infra/http';
import type { Logger } from '@doudi/infra/service';
import Provider from 'oidc-provider';
import { identityPrefix, issuerOf } from './identity.ts';
import { readIdentityKey } from './identity-key.ts';
import { readSystemSecrets } from './systems.ts';
import { configurationOf } from './configuration.ts';
import { guard } from './guard.ts';
import { signIn } from './sign-in.ts';

export interface IssuerParts {
  readonly port: number;
  /** the address people have */
  readonly gateway: string;
  /** files of the key that signs and of the systems' secrets */
  readonly identityKey: string;
  readonly systemSecrets: string;
  readonly logger: Logger;
}

/** Listens on loopback under the path of the gateway, and answers `/readyz`. */
export async function startIssuer(parts: IssuerParts) {
  const { port, gateway, logger } = parts;
  const key = await readIdentityKey(parts.identityKey);
  const secrets = readSystemSecrets(parts.systemSecrets);
  const provider = new Provider(issuerOf(gateway), configurationOf({ gateway, key, secrets }));
  provider.use(guard(gateway, port)).use(signIn(provider));
  provider.on('server_error', (_ctx, error) => logger.error({ err: error }, 'the issuer has failed'));
  const answer = provider.callback();
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const { url = '/' } = request;
    if (url === '/readyz') return void response.end(JSON.stringify({ issuer: 'ok' }));
    if (!url.startsWith(`${identityPrefix}/`)) return void response.writeHead(404).end();
    // the library finds out from the two under which path it is mounted
    Object.assign(request, { originalUrl: url, url: url.slice(identityPrefix.length) });
    void answer(request, response);
  };
  return openServer(listener, { host: '127.0.0.1', port });
}
