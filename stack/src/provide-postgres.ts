import { type Child, type Postgres, startPostgres, usePostgres } from '@doudi/local';
import { keepRunning } from './keep-running.ts';
import type { Cleanup } from './cleanup.ts';
import { logOptions, type UpOptions } from './up-options.ts';

/** The PostgreSQL that is given, or our own, kept running until the stop. */
export async function providePostgres(
  options: UpOptions,
  cleanup: Cleanup,
  progress: (what: string) => void,
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
