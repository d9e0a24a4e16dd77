import { join } from 'node:path';
import { ensureFolder } from '@doudi/infra/folders';
import { choosePort } from './choose-port.ts';
import { ensureIdentityKey } from './identity-key.ts';
import type { ServiceProcess } from './service-process.ts';
import type { UpOptions } from './up.ts';

/** What the steps find out, one after the other. */
export interface House {
  readonly logs: string;
  readonly frontDoorPort: number;
  readonly temporalUiPort: number;
  readonly identity: Awaited<ReturnType<typeof ensureIdentityKey>>;
  databaseUrl: string;
  temporalAddress: string;
  temporalUi?: string;
  /** by the name of the service, in the order of their numbers */
  readonly instances: Record<string, readonly ServiceProcess[]>;
  readonly routes: Record<string, readonly string[]>;
}

/** Chooses the ports and makes the key: what must be known, or refused, before anything is started. */
export async function emptyHouse({ dataFolder, ports }: UpOptions): Promise<House> {
  const { frontDoor, temporalUi } = ports ?? {};
  return {
    logs: ensureFolder(join(dataFolder, 'logs')),
    frontDoorPort: await choosePort({
      ...{ what: 'the front door', variable: 'DOUDI_PORT', preferred: 8280 },
      ...(frontDoor && { demanded: frontDoor }),
    }),
    temporalUiPort: await choosePort({
      ...{ what: 'the Temporal UI', variable: 'DOUDI_TEMPORAL_UI_PORT', preferred: 8233 },
      ...(temporalUi && { demanded: temporalUi }),
    }),
    identity: await ensureIdentityKey(dataFolder),
    databaseUrl: '',
    temporalAddress: '',
    instances: {},
    routes: {},
  };
}
