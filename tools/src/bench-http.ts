import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import autocannon from 'autocannon';
import { Command } from 'commander';
import { migrateAll } from '@doudi/infra/database';
import { failure } from '@doudi/infra/failure';
import { freePort, startChild, startPostgres, temporaryFolder, usePostgres } from '@doudi/local';
import {
  audience,
  ensureIdentityKey,
  type Cleanup,
  loadDotEnv,
  openCleanup,
  readIdentityKey,
  run,
  services,
  signToken,
  stackSettings,
  print,
  waitFor,
} from '@doudi/stack';
import { fillOrders, orderNoAt } from './bench/fill-orders.ts';
import { listTimes } from './bench/list-times.ts';
import { endlessLimits } from './commands/endless-limits.ts';
import { onDatabase } from './commands/on-database.ts';
import { wholeNumber } from './commands/whole-number.ts';
import { percentile } from './replay/distribution.ts';

interface Load {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
}
interface Bench {
  readonly folder: string;
  readonly cleanup: Cleanup;
}
interface Side {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const { orders: sizes, ...load } = new Command('npm run bench:http --')
  .description(
    'Measures reads of progress of the service beside the same read on bare express, and lists of orders.',
  )
  .option(
    '--orders <n,n>',
    'orders on record',
    (text) => text.split(',').map(wholeNumber(100, 9_999_999)),
    [10_000, 1_000_000],
  )
  .option('--seconds <n>', 'of one round', wholeNumber(1, 600), 3)
  .option('--rounds <n>', 'of each server', wholeNumber(1, 100), 5)
  .option('--connections <n>', 'that read at once', wholeNumber(1, 1_000), 20)
  .allowExcessArguments(false)
  .parse()
  .opts<Load & { orders: number[] }>();

await run(async (signal) => {
  loadDotEnv();
  const folder = temporaryFolder();
  const cleanup = await openCleanup({ dataFolder: folder, temporary: true, report: print });
  signal.addEventListener('abort', () => void cleanup.stop());
  try {
    const server = await startServer({ folder, cleanup });
    print('    orders  bare reads/s  service reads/s  p99 ms  ratio');
    for (const orders of sizes) print(await measured(orders, server, { folder, cleanup }));
  } catch (error) {
    throw signal.aborted ? failure('Stopped.', { cause: error }) : error;
  } finally {
    await cleanup.stop();
  }
  process.exit(0);
});

async function startServer({ folder, cleanup: { recorder, onStop } }: Bench): Promise<string> {
  const { databaseUrl, cacheFolder } = stackSettings(process.env);
  const { url, stop } = databaseUrl
    ? await usePostgres(databaseUrl)
    : await startPostgres({ folder, cacheFolder, durable: false, recorder, report: print });
  onStop(stop);
  return url;
}

/** A line of the table: the middle of the rounds, in which both servers are asked one after the other. */
async function measured(orders: number, server: string, bench: Bench): Promise<string> {
  const databaseUrl = await makeDatabase(server, bench);
  await fillOrders(databaseUrl, orders);
  const bare = await startBare(databaseUrl, bench);
  const service = await startService(databaseUrl, bench);
  await expectSameAnswers(bare, service);
  const rounds: { bare: number; service: number; p99: number }[] = [];
  for (let round = 0; round <= load.rounds; round++) {
    const [one, other] = [await readsOf(bare, orders), await readsOf(service, orders)];
    // the first round only warms up
    if (round > 0) rounds.push({ bare: one.perSecond, service: other.perSecond, p99: other.p99 });
  }
  for (const line of await listTimes(service)) print(line);
  const middle = (of: (round: (typeof rounds)[number]) => number) => percentile(rounds.map(of), 0.5);
  return [
    orders.toLocaleString('en').padStart(10),
    middle((round) => round.bare)
      .toFixed(0)
      .padStart(12),
    middle((round) => round.service)
      .toFixed(0)
      .padStart(15),
    middle(({ p99 }) => p99)
      .toFixed(0)
      .padStart(6),
    middle((round) => round.service / round.bare)
      .toFixed(2)
      .padStart(5),
  ].join('  ');
}

/** A database of its own with all migrations; removed at the end, whoever is connected. */
async function makeDatabase(server: string, { cleanup }: Bench): Promise<string> {
  const name = `doudi_bench_${randomBytes(6).toString('hex')}`;
  const onServer = async (statement: string) => {
    await onDatabase(server, (db) => db.query(statement));
  };
  await onServer(`create database ${name}`);
  cleanup.onStop(() => onServer(`drop database if exists ${name} with (force)`));
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  await migrateAll({ url, services });
  return url;
}

async function startBare(databaseUrl: string, bench: Bench): Promise<Side> {
  const main = join(import.meta.dirname, 'bench', 'bare-progress.js');
  return { url: await startSide('bare', main, { DATABASE_URL: databaseUrl }, bench), headers: {} };
}

/** The service as it is built and run, its limits counted but never reached, without a Temporal: reads need none. */
async function startService(databaseUrl: string, bench: Bench): Promise<Side> {
  const issuer = 'http://bench.invalid';
  const identityKey = await ensureIdentityKey(bench.folder);
  const { d: _secret, ...publicKey } = await readIdentityKey(identityKey);
  const name = 'approval-workflows';
  const env = {
    ...{ DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: '127.0.0.1:1' },
    ...{
      IDENTITY_PUBLIC_KEY: JSON.stringify(publicKey),
      IDENTITY_ISSUER: issuer,
      IDENTITY_AUDIENCE: audience,
    },
    ...endlessLimits,
  };
  const url = await startSide(name, services.find((one) => one.name === name)?.main ?? '', env, bench);
  const supervisor = { subject: 'p-1401', roles: ['supervisor'], zh: '', en: '' } as const;
  return {
    url,
    headers: { authorization: `Bearer ${await signToken({ issuer, identityKey }, supervisor)}` },
  };
}

/** Starts a server in a process of its own, its log in a file; it is ended with everything else. */
async function startSide(name: string, main: string, env: Record<string, string>, bench: Bench) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = await startChild({
    ...{ name, command: process.execPath, args: [main], recorder: bench.cleanup.recorder },
    logFile: join(bench.folder, `${name}.log`),
    env: { NODE_ENV: 'production', ...env, PORT: String(port) },
  });
  await waitFor({ what: `an answer of ${name}` }, async () => {
    if (!child.isRunning()) throw failure(`${name} did not start: ${child.logTail().trim()}`);
    return fetch(url).then(
      () => true,
      () => false,
    );
  });
  return url;
}

/** Both servers must answer the same, or there is nothing to compare. */
async function expectSameAnswers(...sides: readonly Side[]): Promise<void> {
  const path = `/v1/progress/${orderNoAt(99)}`;
  const answers = sides.map(async ({ url, headers }) => (await fetch(url + path, { headers })).json());
  const [bare, service] = await Promise.all(answers);
  if (!isDeepStrictEqual(bare, service)) throw failure(`The two servers do not answer ${path} alike.`);
}

/** Reads orders at random as fast as they are answered; a failure when an answer is not 200. */
async function readsOf({ url, headers }: Side, orders: number): Promise<{ perSecond: number; p99: number }> {
  const path = () => `/v1/progress/${orderNoAt(Math.floor(Math.random() * orders))}`;
  const { non2xx, errors, latency, duration, ...answers } = await autocannon({
    ...{ url, headers, connections: load.connections, duration: load.seconds },
    requests: [{ method: 'GET', setupRequest: (request) => ({ ...request, path: path() }) }],
  });
  const answered = answers['2xx'];
  if (non2xx + errors > 0 || answered === 0)
    throw failure(`Of the reads ${answered} were answered, ${non2xx} refused, ${errors} failed.`);
  return { perSecond: answered / duration, p99: latency.p99 };
}
