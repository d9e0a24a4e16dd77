import { Command } from 'commander';
import { loadDotEnv, print, stackSettings } from '@doudi/stack';
import { explain } from '@doudi/infra/failure';
import { wholeNumber } from './commands/whole-number.ts';
import { linesOfResult } from './chaos/print-result.ts';
import { runChaos } from './chaos/run-chaos.ts';

const wish = new Command('npm run chaos --')
  .description(
    'Kills, pauses and restarts the processes of a stack of its own under load, as a seed says, and judges what is left by all that always holds.',
  )
  .option('--minutes <n>', 'how long', wholeNumber(1, 1_440), 5)
  .option(
    '--seed <n>',
    'what is done to whom follows from it',
    wholeNumber(1, 1_000_000),
    Date.now() % 1_000_000,
  )
  .option('--callers <n>', 'who ask at the same time', wholeNumber(1, 100), 6)
  .option('--instances <n>', 'processes of each service', wholeNumber(1, 8), 1)
  .option('--orders <n>', 'opened before the first blow and left alone', wholeNumber(0, 10_000), 10)
  .option('--cluster', 'on a Temporal of several processes', false)
  .option('--day <ms>', 'real milliseconds of an office day', wholeNumber(500, 3_600_000), 2_000)
  .allowExcessArguments(false)
  .parse()
  .opts<{
    minutes: number;
    seed: number;
    callers: number;
    instances: number;
    orders: number;
    cluster: boolean;
    day: number;
  }>();

const interrupt = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => interrupt.abort());

try {
  loadDotEnv();
  const { cacheFolder } = stackSettings(process.env);
  const { day: realDayMs, ...rest } = wish;
  print(
    `seed ${wish.seed}: npm run chaos -- --minutes ${wish.minutes} --seed ${wish.seed} does the same again`,
  );
  const result = await runChaos({ ...rest, realDayMs, cacheFolder, signal: interrupt.signal, report: print });
  linesOfResult(result).forEach(print);
  process.exit(result.broken.length === 0 ? 0 : 1);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
