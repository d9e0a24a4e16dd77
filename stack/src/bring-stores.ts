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
import type { Lifeline } from './lifeline.ts';
import type { UpOptions } from './up-options.ts';

type Say = (what: string) => void;

/** The PostgreSQL that is given, or our own, kept running until the stop. */
export async function bringPostgres(options: UpOptions, lifeline: Lifeline, say: Say): Promise<Postgres> {
  if (options.databaseUrl) return usePostgres(options.databaseUrl);
  const { dataFolder: folder, cacheFolder, temporary, tell } = options;
  const { recorder } = lifeline;
  const start = (port?: number) =>
    startPostgres({ folder, cacheFolder, durable: !temporary, recorder, tell: say, ...(port && { port }) });
  const postgres = await start();
  const again = async () => (await start(Number(new URL(postgres.url).port))).child as Child;
  lifeline.onStop(keepRunning({ name: 'PostgreSQL', first: postgres.child as Child, again, tell }).stop);
  return postgres;
}

/** The Temporal that is given, or our own, kept running until the stop. */
export async function bringTemporal(
  options: UpOptions & { uiPort: number },
  lifeline: Lifeline,
  say: Say,
): Promise<Temporal> {
  if (options.temporalAddress) {
    const given = await useTemporal(options.temporalAddress);
    return options.temporalUiUrl ? { ...given, uiUrl: options.temporalUiUrl } : given;
  }
  const { dataFolder: folder, cacheFolder, temporary, uiPort, tell } = options;
  const { recorder } = lifeline;
  const innerUiPort = await steadyPort();
  const start = (port?: number) =>
    startTemporal({
      ...{ folder, cacheFolder, durable: !temporary, uiPort: innerUiPort, recorder, tell: say },
      ...(port && { port }),
    });
  const temporal = await start();
  const again = async () => (await start(Number(temporal.address.split(':')[1]))).child as Child;
  lifeline.onStop(keepRunning({ name: 'Temporal', first: temporal.child as Child, again, tell }).stop);
  const ui = await openReadOnlyUi({ port: uiPort, target: `http://127.0.0.1:${innerUiPort}` });
  lifeline.onStop(ui.close);
  return { ...temporal, uiUrl: `http://127.0.0.1:${uiPort}` };
}
