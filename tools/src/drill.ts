import { Command } from 'commander';
import { failure } from '@doudi/infra/failure';
import { loadDotEnv, print, run, stackSettings } from '@doudi/stack';
import { wholeNumber } from './commands/whole-number.ts';
import type { Restored } from './drill/restoring.ts';
import { runDrill } from './drill/run-drill.ts';

const wish = new Command('npm run drill --')
  .description(
    'Copies the stores of a stack of its own under load, loses its data, restores both stores from copies of different instants, reconciles and judges them.',
  )
  .option('--seconds <n>', 'of load before, between and after the two copies', wholeNumber(5, 600), 70)
  .option('--callers <n>', 'who ask at the same time', wholeNumber(1, 100), 4)
  .option('--seed <n>', 'what they do follows from it', wholeNumber(1, 1_000_000), 1)
  .allowExcessArguments(false)
  .parse()
  .opts<{ seconds: number; callers: number; seed: number }>();

await run(async (signal) => {
  loadDotEnv();
  const { cacheFolder } = stackSettings(process.env);
  const { copies, waits, restored } = await runDrill({ ...wish, cacheFolder, signal, report: print }).catch(
    (error: unknown) => {
      throw signal.aborted ? failure('Stopped.', { cause: error }) : error;
    },
  );
  for (const [place, { begun, ended, pausedMs }] of copies.entries())
    print(
      `copy ${place + 1}: ${ended - begun} ms under load, Temporal stood still for ${pausedMs} ms; worst write ${waits[place]?.write} ms, worst read ${waits[place]?.read} ms`,
    );
  for (const one of restored) linesOf(one).forEach(print);
  const isWhole = restored.every(({ broken }) => broken.length === 0);
  print(isWhole ? 'Everything holds.' : 'Not everything holds.');
  process.exit(isWhole ? 0 : 1);
});

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}

function linesOf({ name, refused, took, age, ...one }: Restored): string[] {
  return [
    '',
    name,
    `  a start ${refused ? `refused: ${refused}` : 'took it as it is'}`,
    `  ${one.differences} differences, ${one.decided} decided by a person, ${one.left} left`,
    `  copied in ${seconds(took.copying)} s, reconciled in ${seconds(took.reconciling)} s, started in ${seconds(took.starting)} s`,
    `  of ${one.since} answers with success in the ${seconds(age)} s since the older copy ${one.lost} are not on record any more`,
    ...one.broken.map((line) => `  does not hold: ${line}`),
  ];
}
