import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { repositoryRoot } from '@doudi/local';
import { type Api, openApi, print, type Stack, stackSettings, waitFor } from '@doudi/stack';
import { sample } from './bench-temporal/product-walk.ts';
import { decisions, lacks } from './bench-cluster/callers.ts';
import { chartOf } from './bench-load/chart.ts';
import { memoryOf } from './bench-load/memory.ts';
import { openAt, openMany, registerAt } from './bench-load/open-many.ts';
import { onDatabase } from './commands/on-database.ts';
import { onPassingStack } from './commands/on-passing-stack.ts';
import { tableRow } from './commands/table-row.ts';
import { wholeNumber } from './commands/whole-number.ts';
import { percentile } from './replay/distribution.ts';

/** Times each thing is done one after the other; the middle one counts. */
const turns = 20;

const { orders: sizes, svg } = new Command('npm run bench:cost --')
  .description(
    'Opens more and more orders on a stack that is thrown away, and prints at each size what one thing costs, as ratios to the first.',
  )
  .option('--orders <n,n>', 'open orders at which is measured, rising', rising, [100, 1_000, 10_000])
  .option('--svg', 'draws the curve into doc/pictures', false)
  .allowExcessArguments(false)
  .parse()
  .opts<{ orders: number[]; svg: boolean }>();

/** What a thing costs at a size: milliseconds, megabytes. */
type Costs = Readonly<Record<string, number>>;

/** Callers who open orders at the same time. */
const abreast = 8;

const row = tableRow(36, 16);

await onPassingStack(
  () => ({ cacheFolder: stackSettings(process.env).cacheFolder }),
  async ({ stack, dataFolder }) => {
    const measured: [number, Costs][] = [];
    let open = 0;
    for (const size of sizes) {
      const from = Date.now();
      await openMany(openApi(stack), { from: open, until: size, abreast });
      const seconds = ((Date.now() - from) / 1_000).toFixed(0);
      print(`${size} orders, the last ${size - open} opened in ${seconds} s`);
      open = size + turns;
      measured.push([size, await costs(stack, dataFolder, size)]);
    }
    printTable(measured);
    if (svg) draw(measured);
  },
);

/** Reads sizes of which each is larger than the one before with the orders opened there to measure. */
function rising(text: string): number[] {
  const all = text.split(',').map(wholeNumber(10, 100_000));
  if (all.every((size, place) => place === 0 || size > (all[place - 1] ?? 0) + turns)) return all;
  throw new InvalidArgumentError(`Give numbers of which each is more than ${turns} above the one before.`);
}

async function costs(stack: Stack, dataFolder: string, size: number): Promise<Costs> {
  const api = openApi(stack);
  await settled(stack, size);
  for (let turn = 1; turn <= turns; turn += 1) await registerAt(api, size + turn, lacks);
  const opened: string[] = [];
  const opening = await middle(async (turn) => {
    opened.push(await openAt(api, size + turn + 1));
  });
  await settled(stack, size + turns);
  const decision = await middle((turn) => decide(api, opened[turn] ?? ''));
  const read = (who: string, path: string) => middle(() => api.get(who, path));
  const memory = memoryOf(stack);
  return {
    'an opening, ms': opening,
    'a decision, ms': decision,
    'progress of an order, ms': await read(sample.enterprise, `/v1/progress/${opened[0]}`),
    'the desk of a department, ms': await read('reviewer-drc', '/v1/tasks?limit=20'),
    'a list of orders, ms': await read('supervisor-qian', '/v1/progress?limit=20'),
    'the overview, ms': await read('supervisor-qian', '/v1/supervision/overview'),
    ...Object.fromEntries([...memory].map(([name, megabytes]) => [`memory of ${name}, MB`, megabytes])),
    'PostgreSQL on disk, MB':
      (await askedNumber(stack, 'select pg_database_size(current_database()) as number')) / 1e6,
    'Temporal on disk, MB': bytesOfTemporal(dataFolder),
  };
}

/** Until every order that was opened has its row: what is measured then is not what the last openings left to do. */
async function settled(stack: Stack, size: number): Promise<void> {
  await waitFor({ what: `${size} orders on record`, withinMs: 600_000 }, async () => {
    const orders = await askedNumber(stack, 'select count(*) as number from approval_workflows.orders');
    return orders >= size;
  });
}

async function askedNumber({ databaseUrl }: Stack, question: string): Promise<number> {
  const { rows } = await onDatabase(databaseUrl, (db) => db.query<{ number: string }>(question));
  return Number(rows[0]?.number);
}

async function middle(work: (turn: number) => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const from = performance.now();
    await work(turn);
    took.push(performance.now() - from);
  }
  return percentile(took, 0.5);
}

async function decide(api: Api, orderNo: string): Promise<void> {
  const { verb, who, body } = decisions[0];
  await api.post(who, `/v1/tasks/${orderNo}/record/${verb}`, body);
}

function bytesOfTemporal(dataFolder: string): number {
  return ['temporal.db', 'temporal.db-wal'].reduce(
    (sum, name) => sum + (statSync(join(dataFolder, name), { throwIfNoEntry: false })?.size ?? 0) / 1e6,
    0,
  );
}

function printTable(measured: readonly (readonly [number, Costs])[]): void {
  const [, first = {}] = measured[0] ?? [];
  print(row(['open orders', ...measured.map(([size]) => String(size))]));
  for (const name of Object.keys(first)) {
    const values = measured.map(([, all]) => all[name] ?? NaN);
    print(row([name, ...values.map((value) => withRatio(value, first[name] ?? NaN))]));
  }
}

function withRatio(value: number, first: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} (${(value / first).toFixed(2)})`;
}

function draw(measured: readonly (readonly [number, Costs])[]): void {
  const names = Object.keys(measured[0]?.[1] ?? {}).filter((name) => name.endsWith(', ms'));
  const lines = names.map((name) => ({
    name: name.replace(', ms', ''),
    points: measured.map(([size, all]) => [size, all[name] ?? NaN] as const),
  }));
  const picture = chartOf('What one thing costs', 'open orders', 'milliseconds', lines);
  writeFileSync(join(repositoryRoot, 'doc', 'pictures', 'cost.svg'), picture);
}
