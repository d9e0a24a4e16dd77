import { readSettings } from '@doudi/infra/service';
import { temporalAccess, temporalSettings, type TemporalAccess } from '@doudi/infra/temporal';
import {
  type Child,
  type Postgres,
  startPostgres,
  startTemporal,
  steadyPort,
  openReadOnlyUi,
  type Temporal,
  usePostgres,
  useTemporal,
} from '@doudi/local';
import { keepRunning } from './keep-running.ts';
import type { Cleanup } from './cleanup.ts';
import { logOptions, type UpOptions } from './up-options.ts';

type Report = (what: string) => void;

/** The PostgreSQL that is given, or our own, kept running until the stop. */
export async function providePostgres(
  options: UpOptions,
  cleanup: Cleanup,
  progress: Report,
): Promise<Postgres> {
  if (options.databaseUrl) return usePostgres(options.databaseUrl);
  const { dataFolder: folder, cacheFolder, temporary, report } = options;
  const { recorder } = cleanup;
  const start = (port?: number) =>
    startPostgres({
      folder,
      cacheFolder,
      durable: !temporary,
      recorder,
      log: logOptions(options),
      report: progress,
      ...(port && { port }),
    });
  const postgres = await start();
  const again = async () => (await start(Number(new URL(postgres.url).port))).child as Child;
  cleanup.onStop(keepRunning({ name: 'PostgreSQL', first: postgres.child as Child, again, report }).stop);
  return postgres;
}

/** How the Temporal at an address is reached, with the TLS and API key of a given one. */
export const accessTo = (address: string, { temporalAccess: given }: UpOptions): TemporalAccess =>
  temporalAccess(readSettings(temporalSettings, { TEMPORAL_ADDRESS: address, ...given }));

/** The Temporal that is given, or our own, kept running until the stop. */
export async function provideTemporal(
  options: UpOptions & { uiPort: number },
  cleanup: Cleanup,
  progress: Report,
): Promise<Temporal> {
  if (options.temporalAddress) {
    const given = await useTemporal(
      accessTo(options.temporalAddress, options),
      options.namespace ?? 'default',
    );
    return options.temporalUiUrl ? { ...given, uiUrl: options.temporalUiUrl } : given;
  }
  const { dataFolder: folder, cacheFolder, temporary, uiPort, report } = options;
  const { recorder } = cleanup;
  const innerUiPort = await steadyPort();
  const start = (port?: number) =>
    startTemporal({
      ...{ folder, cacheFolder, durable: !temporary, uiPort: innerUiPort, recorder, report: progress },
      log: logOptions(options),
      ...(port && { port }),
    });
  const temporal = await start();
  const again = async () => (await start(Number(temporal.address.split(':')[1]))).child as Child;
  cleanup.onStop(keepRunning({ name: 'Temporal', first: temporal.child as Child, again, report }).stop);
  const ui = await openReadOnlyUi({ port: uiPort, target: `http://127.0.0.1:${innerUiPort}` });
  cleanup.onStop(ui.close);
  return { ...temporal, uiUrl: `http://127.0.0.1:${uiPort}` };
}
