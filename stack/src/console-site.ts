import { join } from 'node:path';
import type { Site } from '@doudi/infra/gateway';
import { repositoryRoot } from '@doudi/local';
import { consoleClient } from './issuer/clients.ts';
import { issuerOf } from './issuer/identity.ts';
import { gatewayUrlOf, type StackState } from './stack-state.ts';
import type { UpOptions } from './up-options.ts';

/** The console as `npm run build` makes it, and where its people sign in. */
export function consoleSite(
  state: Pick<StackState, 'gatewayPort'>,
  { identity, consoleClientId = consoleClient }: Pick<UpOptions, 'identity' | 'consoleClientId'>,
): Site {
  const authority = identity?.issuer ?? issuerOf(gatewayUrlOf(state));
  return {
    folder: join(repositoryRoot, 'console', 'dist'),
    pages: { '/track': 'track.html' },
    settings: { authority, clientId: consoleClientId },
    asks: [new URL(authority).origin],
  };
}
