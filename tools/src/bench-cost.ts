import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import pg from 'pg';
import { failure } from '@doudi/infra/failure';
import { repositoryRoot, temporaryFolder } from '@doudi/local';
import {
  type Api,
  loadDotEnv,
  openApi,
  print,
  run,
  type Stack,
  stackSettings,
  up,
  waitFor,
} from '@doudi/stack';
import { sample } from './bench-temporal/product-walk.ts';
import { decisions, lacks } from './bench-cluster/callers.ts';
import { chartOf } from './bench-load/chart.ts';
import { memoryOf } from './bench-load/memory.ts';
import { openAt, openMany, registerAt } from './bench-load/open-many.ts';
import { endlessLimits } from './commands/endless-limits.ts';
import { wholeNumber } from './commands/whole-number.ts';
import { percentile } from './replay/distribution.ts';

const { orders: sizes, svg } = new Command('npm run bench:cost --')
  .description(
    'Opens more and more orders on a stack that is thrown away, and prints at each size what one thing costs, as ratios to the first.',
  )
  .option(
    '--orders <n,n>',
    'open orders at which is measured, rising',
    (text) => text.split(',').map(wholeNumber(10, 100_000)),
    [100, 1_000, 10_000],
  )
  .option('--svg', 'draws the curve into doc/pictures', false)
  .allowExcessArguments(false)
  .parse()
  .opts<{ orders: number[]; svg: boolean }>();

/** What a thing costs at a size: milliseconds, megabytes. */
type Costs = Readonly<Record<string, number>>;

/** Times each thing is done one after the other; the middle one counts. */
const turns = 20;
/** Callers who open orders at the same time. */
const abreast = 8;

await run(async (signal) => {
  loadDotEnv();
  const { cacheFolder } = stackSettings(process.env);
  const dataFolder = temporaryFolder();
  const stack = await up({
    ...{ dataFolder, temporary: true, cacheFolder, limits: endlessLimits },
    ...{ nodeEnv: 'development', logLevel: 'warn', report: print, signal },
  });
  try {
    const measured: [number, Costs][] = [];
    let open = 0;
    for (const size of sizes) {
      const from = Date.now();
      await openMany(openApi(stack), { from: open, until: size, abreast });
      print(
        `${size} orders, the last ${size - open} opened in ${((Date.now() - from) / 1_000).toFixed(0)} s`,
      );
      open = size + turns;
      measured.push([size, await costs(stack, dataFolder, size)]);
    }
    printTable(measured);
    if (svg) draw(measured);
  } catch (error) {
    throw signal.aborted ? failure('Stopped.', { cause: error }) : error;
  } finally {
    await stack.stop();
  }
  process.exit(0);
});

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
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const { rows } = await db.query<{ number: string }>(question).finally(() => db.end());
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
  print(['open orders'.padEnd(36), ...measured.map(([size]) => String(size).padStart(16))].join(''));
  for (const name of Object.keys(first))
    print(
      [
        name.padEnd(36),
        ...measured.map(([, all]) => {
          const value = all[name] ?? NaN;
          return `${value.toFixed(value < 100 ? 1 : 0)} (${(value / (first[name] ?? NaN)).toFixed(2)})`.padStart(
            16,
          );
        }),
      ].join(''),
    );
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
