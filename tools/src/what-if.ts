import { Command, InvalidArgumentError } from 'commander';
import { explain } from '@doudi/infra/failure';
import { shippedCalendar, taskCodes, type TaskCode } from '@doudi/workflows';
import { wholeNumber } from './commands/whole-number.ts';
import type { Budgets } from './replay/change-budgets.ts';
import { readCalendar } from './replay/read-calendar.ts';
import { finishedOrders, replayOrder, type Replayed } from './replay/replay-orders.ts';
import { report } from './replay/report.ts';
import { print } from '@doudi/stack';

interface Options {
  readonly orders: number;
  readonly seed: number;
  readonly budget: Budgets;
  readonly calendar?: string;
}

function budget(text: string, before: Budgets): Budgets {
  const [, code, days] = /^([a-z-]+)=(\d{1,3})$/.exec(text) ?? [];
  const task = taskCodes.find((known) => known === code);
  if (!task) throw new InvalidArgumentError(`Give task=days, with a task of ${taskCodes.join(', ')}.`);
  return new Map([...before, [task, Number(days)]]);
}

function whatIf({ orders, seed, budget: budgets, calendar: file }: Options): void {
  const begun = performance.now();
  const instead = { calendar: file ? readCalendar(file) : shippedCalendar, budgets };
  const replayed: Replayed[] = [];
  for (const order of finishedOrders({ orders, seed, calendar: shippedCalendar }))
    replayed.push(replayOrder(order, shippedCalendar, { instead }));
  const changes = [...budgets].map(([task, days]) => `${task} ${days} days`);
  if (file) changes.push(`calendar ${instead.calendar.version}`);
  print(`${orders} finished orders of seed ${seed}; what if: ${changes.join(', ') || 'nothing changes'}\n`);
  report(replayed).forEach(print);
  print(`\n${orders} orders made and counted twice in ${((performance.now() - begun) / 1_000).toFixed(2)} s`);
}

const command = new Command('npm run what-if --')
  .description(
    'Counts made-up finished orders as they were, and again under other budgets or another calendar.',
  )
  .option('--orders <n>', 'how many', wholeNumber(1, 1_000_000), 10_000)
  .option('--seed <n>', 'the same seed makes the same orders', wholeNumber(0, 2 ** 32 - 1), 1)
  .option(
    '--budget <task=days>',
    'another budget of a task, in working days; repeatable',
    budget,
    new Map<TaskCode, number>(),
  )
  .option('--calendar <file>', 'another calendar, as GET /v1/calendars/{version} answers it')
  .allowExcessArguments(false);

try {
  whatIf(command.parse().opts<Options>());
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
