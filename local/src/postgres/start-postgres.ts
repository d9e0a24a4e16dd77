import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Child } from '../processes/child-process.ts';
import { startChild } from '../processes/child-process.ts';
import type { LogOptions } from '../processes/log-file.ts';
import { failure } from '@doudi/infra/failure';
import { closedToOthers, ensureFolder } from '../folders/folders.ts';
import { steadyPort } from '../processes/free-port.ts';
import { postgresBinaries, postgresUser } from './postgres-binaries.ts';
import { endLeftPostmaster, ensureCluster, login } from './postgres-cluster.ts';
import type { Recorder } from '../processes/running-record.ts';

export interface PostgresOptions {
  /** holds the cluster, its password and its log; created if missing */
  readonly folder: string;
  readonly cacheFolder: string;
  /** the same as before, when it is started again */
  readonly port?: number;
  /** false: faster, and worthless after a power cut. For data that is thrown away. */
  readonly durable?: boolean;
  readonly recorder?: Recorder;
  readonly log?: LogOptions;
  readonly report?: (sentence: string) => void;
}

export interface Postgres {
  readonly url: string;
  readonly child?: Child;
  readonly stop: () => Promise<void>;
}

/** Uses a PostgreSQL that is given; it is not ours to stop. */
export async function usePostgres(url: string): Promise<Postgres> {
  await whyNot(url).then((why) => {
    if (why) throw failure(`The PostgreSQL given by DATABASE_URL does not answer: ${why}.`);
  });
  return { url, stop: async () => {} };
}

/** Starts a PostgreSQL on a free loopback port, with one database `doudi`; its data stays in `folder`. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { folder, cacheFolder, report = () => {} } = options;
  const user = postgresUser();
  const closed = user && closedToOthers(ensureFolder(folder));
  if (closed)
    throw failure(
      `PostgreSQL does not run as root, and other users cannot enter ${closed}; choose another data folder (DOUDI_DATA).`,
    );
  ensureFolder(folder);
  const bin = postgresBinaries(cacheFolder, user);
  const { pgdata, password, passwordFile } = ensureCluster({ bin, folder, user });
  (await endLeftPostmaster(pgdata)).forEach(report);
  const port = options.port ?? (await steadyPort());
  mkdirSync(join(folder, 'logs'), { recursive: true });
  const child = await startChild({
    name: 'PostgreSQL',
    command: join(bin, 'postgres'),
    args: ['-D', pgdata, '-p', String(port), ...settings(options.durable ?? true)],
    logFile: join(folder, 'logs', 'postgres.log'),
    stopSignal: 'SIGINT', // "fast": ends the sessions, then itself
    ...(user && { user }),
    ...(options.recorder && { recorder: options.recorder }),
    ...(options.log && { log: options.log }),
  });
  const server = `postgres://${login}:${password}@127.0.0.1:${port}`;
  try {
    await answering(child, `${server}/postgres`, passwordFile);
    await ensureDatabase(`${server}/postgres`, 'doudi');
  } catch (error) {
    await child.stop(); // else nobody would, and its port would be taken when it is started again
    throw error;
  }
  return { url: `${server}/doudi`, child, stop: child.stop };
}

const settings = (durable: boolean): string[] =>
  [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ].flatMap((setting) => ['-c', setting]);

/** How PostgreSQL begins its refusal (SQLSTATE 28P01). */
const wrongPassword = 'password authentication failed';

async function answering(child: Child, url: string, passwordFile: string): Promise<void> {
  const deadline = Date.now() + 60_000; // recovery after a crash takes its time
  for (let why = await whyNot(url); why; why = await whyNot(url)) {
    if (why.startsWith(wrongPassword))
      throw failure(`PostgreSQL refuses the password in ${passwordFile}; restore that file from a copy.`);
    if (!child.isRunning())
      throw failure(`PostgreSQL ended while it started: ${lastWords(child.logTail())}.`);
    if (Date.now() > deadline) throw failure(`PostgreSQL did not answer within 60 s: ${why}.`);
    await sleep(50);
  }
}

/** The line that tells why it ended; that it is starting up or shutting down tells nothing. */
const lastWords = (log: string): string =>
  log
    .split('\n')
    .findLast((line) => /\b(FATAL|PANIC):(?! *the database system)/.test(line))
    ?.replace(/^.*?\b(FATAL|PANIC): */, '') ?? log.trim();

async function whyNot(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return undefined;
  } catch (error) {
    return (error as Error).message || String((error as NodeJS.ErrnoException).code);
  }
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
