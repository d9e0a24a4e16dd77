import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { clusterSettings, print, type Stack } from '@doudi/stack';
import { stepWorkflowId } from '@doudi/workflows';
import { type Callers, openCallers } from './bench-cluster/callers.ts';
import { onDatabase } from './commands/on-database.ts';
import { onPassingStack } from './commands/on-passing-stack.ts';
import { tableRow } from './commands/table-row.ts';
import { wholeNumber } from './commands/whole-number.ts';
import type { Answered, Span } from './chaos/tally.ts';
import { percentile } from './replay/distribution.ts';

const { seconds, deciders, readers } = new Command('npm run bench:cluster --')
  .description(
    'Kills a Temporal node of each kind under load, on a fresh cluster that is thrown away, and prints the worst answers.',
  )
  .option('--seconds <n>', 'looked at after each kill', wholeNumber(5, 600), 25)
  .option('--deciders <n>', 'callers who decide', wholeNumber(1, 50), 8)
  .option('--readers <n>', 'callers who read progress', wholeNumber(1, 50), 4)
  .allowExcessArguments(false)
  .parse()
  .opts<{ readonly seconds: number; readonly deciders: number; readonly readers: number }>();

const row = tableRow(30, 10);

await onPassingStack(
  () => {
    const { cacheFolder, cluster } = clusterSettings(process.env);
    return { cacheFolder, cluster, instances: 2 };
  },
  ({ stack, signal }) => benchCluster(stack, signal),
);

async function benchCluster(stack: Stack, signal: AbortSignal): Promise<void> {
  const callers = openCallers(stack);
  await callers.openOrders(deciders);
  callers.addDeciders(deciders);
  callers.addReaders(readers);
  print(`\n${deciders} callers decide, ${readers} read; milliseconds, of answers in the ${seconds} s after`);
  print(row(['', 'decisions', 'p50', 'worst', 'reads', 'p50', 'worst', 'again']));
  await strikeEach(stack, callers, signal).finally(callers.rest);
  await printRecord(stack, callers.decided);
}

async function strikeEach(stack: Stack, callers: Callers, signal: AbortSignal): Promise<void> {
  for (const { title, act } of blows(stack)) {
    const at = Date.now();
    const undo = await act();
    await pause(seconds * 1_000, undefined, { signal });
    await undo?.();
    print(line(title, callers, { at, until: Date.now() }));
    await callers.openOrders(deciders); // so that no order becomes long, and what was begun has ended before the next
  }
}

interface Blow {
  readonly title: string;
  /** answers how it is undone, where it must be */
  readonly act: () => Promise<(() => Promise<void>) | undefined>;
}

function blows(stack: Stack): Blow[] {
  const signal = (name: string, how: NodeJS.Signals) => {
    const pid = stack.processes().find((one) => one.name === name)?.pid;
    if (pid) process.kill(pid, how);
    return Promise.resolve();
  };
  const kill = (name: string): Blow => ({
    title: `kill -9 ${name}`,
    act: () => signal(name, 'SIGKILL').then(() => undefined),
  });
  const still = (name: string): Blow => ({
    title: `SIGSTOP ${name}`,
    act: () => signal(name, 'SIGSTOP').then(() => () => signal(name, 'SIGCONT')),
  });
  const roles = ['frontend', 'history', 'matching', 'worker'];
  return [
    { title: 'nothing', act: () => Promise.resolve(undefined) },
    ...roles.map((role) => kill(`Temporal ${role} 1`)),
    still('Temporal frontend 2'),
  ];
}

/** Of a kind of answers how many were under way at some time in a span, the middle one and the worst. */
function figures(answers: readonly Answered[], isWrite: boolean, { at, until }: Span): string[] {
  const under = answers.filter((one) => one.isWrite === isWrite && one.to >= at && one.from <= until);
  const took = under.map(({ from, to }) => to - from).toSorted((a, b) => a - b);
  if (took.length === 0) return ['0', '–', '–'];
  return [took.length, percentile(took, 0.5), took.at(-1) ?? 0].map((ms) => ms.toFixed(0));
}

function line(title: string, { answers, unanswered }: Callers, span: Span): string {
  const again = unanswered.filter((at) => at >= span.at && at <= span.until).length;
  return row([title, ...figures(answers, true, span), ...figures(answers, false, span), String(again)]);
}

/** Holds what was answered against what is on record. */
async function printRecord({ databaseUrl }: Stack, decided: ReadonlyMap<string, number>): Promise<void> {
  const ids = new Map(
    [...decided.keys()].map((orderNo) => [stepWorkflowId(orderNo, 'project-initiation'), orderNo]),
  );
  const { rows } = await onDatabase(databaseUrl, (db) =>
    db.query<{ id: string; count: number }>(
      `select workflow_id as id, count(*)::int as count from approval_workflows.events
       where workflow_id = any ($1) and kind in ('review', 'check') group by workflow_id`,
      [[...ids.keys()]],
    ),
  );
  const onRecord = new Map(rows.map(({ id, count }) => [ids.get(id) ?? '', count]));
  let [lost, doubled] = [0, 0];
  for (const [orderNo, answered] of decided) {
    const count = onRecord.get(orderNo) ?? 0;
    lost += Math.max(0, answered - count);
    doubled += Math.max(0, count - answered);
  }
  const all = [...decided.values()].reduce((sum, count) => sum + count, 0);
  print(`\n${decided.size} orders, ${all} decisions answered: ${lost} lost, ${doubled} doubled`);
}
