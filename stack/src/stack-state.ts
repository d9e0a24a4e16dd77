import { join } from 'node:path';
import { failure } from '@doudi/infra/failure';
import { openRotation, type Rotation } from '@doudi/infra/gateway';
import type { TemporalAccess } from '@doudi/infra/temporal';
import { ensureFolder, freePort, isFree } from '@doudi/local';
import { ensureBidsSecret } from './bids-secret.ts';
import { ensureIdentityKey } from './issuer/identity-key.ts';
import { type Identity, refuseDemoIssuer } from './issuer/identity.ts';
import { ensureSystemSecrets } from './issuer/systems.ts';
import type { ServiceProcess } from './service-process.ts';
import type { UpOptions } from './up-options.ts';

/** What the steps find out, one after the other. */
export interface StackState {
  readonly logs: string;
  readonly gatewayPort: number;
  readonly temporalUiPort: number;
  /** files of what the demo issuer signs with and of the systems' secrets; no service trusts them where an issuer is given */
  readonly identityKey: string;
  readonly systemSecrets: string;
  /** with which the market seals bids */
  readonly bidsSecrets: string;
  /** whose tokens the services accept: given, or the demo issuer's once it is started */
  identity?: Identity;
  databaseUrl: string;
  /** of Temporal, as the services are given it: one address or several */
  temporalAddress: string;
  /** how this process reaches it: by one */
  temporal: TemporalAccess;
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
export const gatewayUrlOf = ({ gatewayPort }: Pick<StackState, 'gatewayPort'>): string =>
  `http://127.0.0.1:${gatewayPort}`;

/** Chooses the ports and makes the keys: what must be known, or refused, before anything is started. */
export async function newStackState({
  dataFolder,
  ports,
  identity,
  nodeEnv,
  bidsSecrets,
}: UpOptions): Promise<StackState> {
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
    bidsSecrets: bidsSecrets ?? ensureBidsSecret(dataFolder),
    ...(identity && { identity }),
    databaseUrl: '',
    temporalAddress: '',
    temporal: { address: '' },
    instances: {},
    routes: {},
    rotation: openRotation(),
    pages: {},
  };
}

interface Wish {
  /** what the port is for, and the variable that demands another */
  readonly what: string;
  readonly variable: string;
  /** must be this one */
  readonly demanded?: number;
  /** this one if nobody has it, else any */
  readonly preferred: number;
}

/** A port nobody has; a failure when the one demanded is taken. */
async function choosePort({ what, variable, demanded, preferred }: Wish): Promise<number> {
  if (demanded === undefined) return (await isFree(preferred)) ? preferred : freePort();
  if (await isFree(demanded)) return demanded;
  throw failure(
    `Port ${demanded} for ${what} is taken by another program; free it, or set ${variable} to another.`,
  );
}
