import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { print, type Stack, stackSettings } from '@doudi/stack';
import { type Callers, openCallers } from './bench-cluster/callers.ts';
import { memoryOf } from './bench-load/memory.ts';
import { onPassingStack } from './commands/on-passing-stack.ts';
import { tableRow } from './commands/table-row.ts';
import { wholeNumber } from './commands/whole-number.ts';
import type { Span } from './chaos/tally.ts';
import { percentile } from './replay/distribution.ts';

const { minutes, deciders, readers } = new Command('npm run bench:endurance --')
  .description(
    'Puts a steady load on a stack that is thrown away, and prints answers and memory at its beginning and at its end.',
  )
  .option('--minutes <n>', 'how long', wholeNumber(2, 1_440), 30)
  .option('--deciders <n>', 'callers who decide', wholeNumber(1, 50), 6)
  .option('--readers <n>', 'callers who read progress', wholeNumber(1, 50), 4)
  .allowExcessArguments(false)
  .parse()
  .opts<{ minutes: number; deciders: number; readers: number }>();

/** Parts of the run of which the first and the last are compared; each begins with new orders, so that none becomes long. */
const parts = Math.max(3, Math.round(minutes / 3));

/** What a part of the run came to. */
interface Part extends Span {
  readonly memory: ReadonlyMap<string, number>;
}

const row = tableRow(36, 12);

await onPassingStack(
  () => ({ cacheFolder: stackSettings(process.env).cacheFolder }),
  async ({ stack, signal }) => {
    const callers = openCallers(stack);
    await callers.openOrders(deciders);
    callers.addDeciders(deciders);
    callers.addReaders(readers);
    const all = await endure(stack, callers, signal).finally(callers.rest);
    report(callers, all);
  },
);

async function endure(stack: Stack, callers: Callers, signal: AbortSignal): Promise<Part[]> {
  const all: Part[] = [];
  for (let part = 0; part < parts; part += 1) {
    const at = Date.now();
    await pause((minutes * 60_000) / parts, undefined, { signal });
    all.push({ at, until: Date.now(), memory: memoryOf(stack) });
    print(`after ${part + 1} of ${parts}: ${callers.answers.length} answers`);
    await callers.openOrders(deciders);
  }
  return all;
}

function report({ answers, unanswered }: Callers, all: readonly Part[]): void {
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return;
  print(`\n${minutes} minutes, ${answers.length} answers, ${unanswered.length} attempts not answered`);
  print(row(['', 'first part', 'last part', 'ratio']));
  for (const [what, isWrite] of [
    ['decision', true],
    ['progress', false],
  ] as const)
    for (const share of [0.5, 0.99]) {
      const of = ({ at, until }: Span) =>
        percentile(
          answers
            .filter((one) => one.isWrite === isWrite && one.from >= at && one.to <= until)
            .map(({ from, to }) => to - from),
          share,
        );
      print(compared(`${what}, p${100 * share}, ms`, of(first), of(last)));
    }
  for (const [name, megabytes] of first.memory)
    print(compared(`memory of ${name}, MB`, megabytes, last.memory.get(name) ?? NaN));
}

function compared(name: string, one: number, other: number): string {
  return row([name, one.toFixed(0), other.toFixed(0), (other / one).toFixed(2)]);
}
