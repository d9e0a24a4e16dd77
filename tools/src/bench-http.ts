import { Command, InvalidArgumentError } from 'commander';
import { explain } from '@doudi/infra/failure';
import { startPostgres, temporaryFolder, usePostgres } from '@doudi/local';
import { benchTable, type BenchTable } from './bench/bench-table.ts';
import type { Load } from './bench/load.ts';
import { measure } from './bench/measure.ts';
import { broken, flatness, rows } from './bench/verdict.ts';
import { type Lifeline, loadDotEnv, openLifeline, stackSettings, tell } from '@doudi/stack';

interface Options extends Load {
  readonly orders: readonly number[];
  readonly rounds: number;
}

const whole = (least: number, most: number) => (text: string) => {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
};
const sizes = (text: string) =>
  text
    .split(',')
    .map(whole(100, 9_999_999))
    .sort((a, b) => a - b);

async function benchHttp({ orders, rounds, ...how }: Options, lifeline: Lifeline, folder: string) {
  const { databaseUrl, cacheFolder } = stackSettings(process.env);
  const { recorder } = lifeline;
  const postgres = databaseUrl
    ? await usePostgres(databaseUrl)
    : await startPostgres({ folder, cacheFolder, durable: false, recorder, tell });
  lifeline.onStop(postgres.stop);
  const tables: BenchTable[] = [];
  for (const size of orders)
    tables.push(await benchTable(size, { server: postgres.url, folder, lifeline, tell }));
  const measured = await measure(tables, rounds, how);
  tell(
    `reads of /v1/progress/{order} over ${how.connections} connections, the middle of ${rounds} rounds of ${how.seconds} s; other orders each time`,
  );
  rows(measured).forEach(tell);
  tell(flatness(measured));
  const faults = broken(measured);
  faults.forEach(tell);
  if (faults.length > 0) process.exitCode = 1;
}

async function run(options: Options): Promise<void> {
  loadDotEnv();
  const folder = temporaryFolder();
  const lifeline = await openLifeline({ dataFolder: folder, temporary: true, tell });
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      interrupt.abort();
      void lifeline.stop().finally(() => process.exit(130));
    });
  await benchHttp(options, lifeline, folder)
    .finally(lifeline.stop)
    .catch((error: unknown) => {
      // what an interruption breaks is no fault
      if (!interrupt.signal.aborted) throw error;
    });
}

await new Command('npm run bench:http --')
  .description(
    'Measures progress reads of the service beside the same read on bare express, over tables of several sizes.',
  )
  .option('--orders <n,n>', 'orders in the table, by size', sizes, [10_000, 1_000_000])
  .option('--seconds <n>', 'of one round', whole(1, 600), 3)
  .option('--rounds <n>', 'of each server and table', whole(1, 100), 9)
  .option('--connections <n>', 'that read at once', whole(1, 1_000), 20)
  .allowExcessArguments(false)
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  });
