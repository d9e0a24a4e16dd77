import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { startGateway } from '@doudi/infra/gateway';
import { trustedProxies } from '@doudi/infra/http';
import { openLog, prepareStores, serviceSettings, setOfficeClock } from '@doudi/infra/service';
import { migrateAll } from '@doudi/infra/database';
import { bringPostgres, bringTemporal } from './bring-stores.ts';
import { trustedByServices, type House } from './house.ts';
import { identityPrefix } from './identity.ts';
import { openIssuer, signInOfDocs } from './open-issuer.ts';
import type { Lifeline } from './lifeline.ts';
import { openService } from './open-service.ts';
import { services as allServices } from './services.ts';
import type { Step } from './steps.ts';
import type { UpOptions } from './up-options.ts';

/** Days Temporal keeps closed workflows. */
const retentionDays = 90;

/** The order in which the house is put up. Each step leaves word with `lifeline` how it is undone. */
export function houseSteps(options: UpOptions, house: House, lifeline: Lifeline): Step[] {
  const services = options.services ?? allServices;
  const namespace = options.namespace ?? 'default';
  const postgres = async (say: (what: string) => void) => {
    house.databaseUrl = (await bringPostgres(options, lifeline, say)).url;
  };
  const temporal = async (say: (what: string) => void) => {
    const { address, uiUrl } = await bringTemporal(
      { ...options, uiPort: house.temporalUiPort },
      lifeline,
      say,
    );
    house.temporalAddress = address;
    if (uiUrl) house.temporalUi = uiUrl;
  };
  const migrations = async () => {
    await migrateAll({ url: house.databaseUrl, services });
    await prepareStores({ ...house, namespace, retentionDays });
  };
  const start = async (say: (what: string) => void) => {
    const opening = { options, house, lifeline, namespace, say };
    await Promise.all(services.map((service) => openService(service, opening)));
    if (options.clock) await setOfficeClock(house.databaseUrl, options.clock);
  };
  return [
    { title: 'PostgreSQL', run: postgres },
    { title: 'Temporal', run: temporal },
    { title: 'Migrations and search attributes', run: migrations },
    ...(options.identity ? [] : [{ title: 'Issuer', run: () => openIssuer(options, house, lifeline) }]),
    { title: 'Services', run: start },
    { title: 'Gateway', run: () => openGateway(options, house, lifeline) },
  ];
}

async function openGateway(options: UpOptions, house: House, lifeline: Lifeline): Promise<void> {
  const log = createWriteStream(join(house.logs, 'gateway.log'), { flags: 'a' });
  const logger = openLog({ service: 'gateway', level: options.logLevel ?? 'info' }, log);
  const { routes, gatewayPort: port, pages, rotation } = house;
  const { limits = {} } = options;
  const perAddress = {
    most: serviceSettings.shape.CONNECTIONS_PER_ADDRESS.parse(limits['CONNECTIONS_PER_ADDRESS']),
    isExempt: trustedProxies(trustedByServices(options)),
  };
  const signIn = pages[identityPrefix] && signInOfDocs;
  const { close } = await startGateway({
    ...{ host: '127.0.0.1', port, routes, pages, rotation, logger, perAddress },
    isTrusted: trustedProxies(options.trustedProxies ?? ''),
    ...(signIn && { signIn }),
  });
  lifeline.onStop(close);
}
