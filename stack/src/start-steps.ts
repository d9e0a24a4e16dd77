import { join } from 'node:path';
import { openLogFile } from '@doudi/local';
import { startGateway } from '@doudi/infra/gateway';
import { trustedProxies } from '@doudi/infra/http';
import { openLog, prepareStores, serviceSettings, setOfficeClock } from '@doudi/infra/service';
import { migrateAll } from '@doudi/infra/database';
import { intake } from '@doudi/intake/service';
import { searchAttributes } from '@doudi/workflows';
import { providePostgres } from './provide-postgres.ts';
import { provideTemporal } from './provide-temporal.ts';
import { trustedByServices, type StackState } from './stack-state.ts';
import { registerSamplePeople } from './issuer/register-sample-people.ts';
import { identityPrefix } from './issuer/identity.ts';
import { consoleSite } from './console-site.ts';
import { startIssuerProcess, signInOfDocs } from './start-services.ts';
import type { Cleanup } from './cleanup.ts';
import { startService } from './start-services.ts';
import { services as allServices } from './services.ts';
import type { Step } from './run-steps.ts';
import { logOptions, type UpOptions } from './up-options.ts';

/** Days Temporal keeps closed workflows. */
const retentionDays = 90;

/** The steps of a start, in order. Each adds to `cleanup` how it is undone. */
export function startSteps(options: UpOptions, state: StackState, cleanup: Cleanup): Step[] {
  const services = options.services ?? allServices;
  const namespace = options.namespace ?? 'default';
  const postgres = async (progress: (what: string) => void) => {
    state.databaseUrl = (await providePostgres(options, cleanup, progress)).url;
  };
  const temporal = async (progress: (what: string) => void) => {
    const { databaseUrl, temporalUiPort: uiPort } = state;
    const provided = await provideTemporal({ options, uiPort, databaseUrl, cleanup, progress });
    state.temporalAddress = provided.address;
    state.temporal = provided.access;
    if (provided.uiUrl) state.temporalUi = provided.uiUrl;
  };
  const migrations = async () => {
    await migrateAll({ url: state.databaseUrl, services });
    if (!options.identity && services.includes(intake)) await registerSamplePeople(state.databaseUrl);
    await prepareStores({
      databaseUrl: state.databaseUrl,
      temporal: state.temporal,
      namespace,
      retentionDays,
      searchAttributes: Object.values(searchAttributes),
      mayDiffer: options.mayDiffer ?? false,
    });
  };
  const start = async (progress: (what: string) => void) => {
    const opening = { options, state, cleanup, namespace, progress };
    await Promise.all(services.map((service) => startService(service, opening)));
    if (options.clock) await setOfficeClock(state.databaseUrl, options.clock);
  };
  return [
    { title: 'PostgreSQL', run: postgres },
    { title: 'Temporal', run: temporal },
    { title: 'Migrations and search attributes', run: migrations },
    ...(options.identity
      ? []
      : [{ title: 'Issuer', run: () => startIssuerProcess(options, state, cleanup) }]),
    { title: 'Services', run: start },
    { title: 'Gateway', run: () => openGateway(options, state, cleanup) },
  ];
}

async function openGateway(options: UpOptions, state: StackState, cleanup: Cleanup): Promise<void> {
  const log = openLogFile(join(state.logs, 'gateway.log'), logOptions(options));
  cleanup.onStop(log.close);
  const logger = openLog({ service: 'gateway', level: options.logLevel ?? 'info' }, log);
  const { routes, gatewayPort: port, pages, rotation } = state;
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
    site: consoleSite(state, options),
  });
  cleanup.onStop(close);
}
