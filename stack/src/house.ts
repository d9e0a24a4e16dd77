import { join } from 'node:path';
import { openRotation, type Rotation } from '@doudi/infra/gateway';
import { ensureFolder } from '@doudi/local';
import { choosePort } from './choose-port.ts';
import { ensureIdentityKey } from './identity-key.ts';
import type { Identity } from './identity.ts';
import { refuseDemoIssuer } from './identity.ts';
import type { ServiceProcess } from './service-process.ts';
import { ensureSystemSecrets } from './systems.ts';
import type { UpOptions } from './up-options.ts';

/** What the steps find out, one after the other. */
export interface House {
  readonly logs: string;
  readonly gatewayPort: number;
  readonly temporalUiPort: number;
  /** files of what the demo issuer signs with and of the systems' secrets; no service trusts them where an issuer is given */
  readonly identityKey: string;
  readonly systemSecrets: string;
  /** whose tokens the services accept: given, or the demo issuer's once it is started */
  identity?: Identity;
  databaseUrl: string;
  temporalAddress: string;
  temporalUi?: string;
  /** by the name of the service, in the order of their numbers */
  readonly instances: Record<string, readonly ServiceProcess[]>;
  readonly routes: Record<string, readonly string[]>;
  /** from which the gateway takes an instance before it stops */
  readonly rotation: Rotation;
  /** what the gateway passes on besides, to what is no service of the document */
  readonly pages: Record<string, readonly string[]>;
}

/** The gateway, and the proxies before it. */
export const trustedByServices = ({ trustedProxies }: Pick<UpOptions, 'trustedProxies'>): string =>
  trustedProxies ? `loopback,${trustedProxies}` : 'loopback';

/** The address people have. */
export const gatewayUrlOf = ({ gatewayPort }: Pick<House, 'gatewayPort'>): string =>
  `http://127.0.0.1:${gatewayPort}`;

/** Chooses the ports and makes the keys: what must be known, or refused, before anything is started. */
export async function emptyHouse({ dataFolder, ports, identity, nodeEnv }: UpOptions): Promise<House> {
  if (!identity) refuseDemoIssuer(nodeEnv);
  const { gateway, temporalUi } = ports ?? {};
  return {
    logs: ensureFolder(join(dataFolder, 'logs')),
    gatewayPort: await choosePort({
      ...{ what: 'the gateway', variable: 'DOUDI_PORT', preferred: 8280 },
      ...(gateway && { demanded: gateway }),
    }),
    temporalUiPort: await choosePort({
      ...{ what: 'the Temporal UI', variable: 'DOUDI_TEMPORAL_UI_PORT', preferred: 8233 },
      ...(temporalUi && { demanded: temporalUi }),
    }),
    identityKey: await ensureIdentityKey(dataFolder),
    systemSecrets: ensureSystemSecrets(dataFolder),
    ...(identity && { identity }),
    databaseUrl: '',
    temporalAddress: '',
    instances: {},
    routes: {},
    rotation: openRotation(),
    pages: {},
  };
}
