import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '../processes/child-process.ts';
import { startChild } from '../processes/child-process.ts';
import type { LogOptions } from '../processes/log-file.ts';
import { failure } from '@doudi/infra/failure';
import type { TemporalAccess } from '@doudi/infra/temporal';
import { ensureFolder } from '../folders/folders.ts';
import { writeKeptFile } from '../folders/kept-files.ts';
import { steadyPort } from '../processes/free-port.ts';
import type { Recorder } from '../processes/running-record.ts';
import { dynamicConfig } from './dynamic-config.ts';
import { temporalBinary } from './temporal-binary.ts';

export interface TemporalOptions {
  /** holds the server's file and log; created if missing */
  readonly folder: string;
  readonly cacheFolder: string;
  /** whether what it has answered must survive a power cut; without it, the end of a process only */
  readonly durable: boolean;
  /** of the gRPC frontend, when it is started again */
  readonly port?: number;
  /** of the Temporal UI; without it, a free one */
  readonly uiPort?: number;
  readonly recorder?: Recorder;
  readonly log?: LogOptions;
  /** called with what is going on and what was done about leftovers */
  readonly report?: (sentence: string) => void;
}

export interface Temporal {
  /** host:port of the gRPC frontend */
  readonly address: string;
  readonly uiUrl?: string;
  readonly child?: Child;
  readonly stop: () => Promise<void>;
}

/** A failure when the Temporal that is given by `address`, or several with commas between, does not answer. */
export async function refuseSilentTemporal(
  address: string,
  access: TemporalAccess,
  namespace: string,
): Promise<void> {
  const why = await whyNot(access, namespace);
  if (why) throw failure(`The Temporal given by TEMPORAL_ADDRESS (${address}) does not answer: ${why}.`);
}

/** Starts a Temporal development server on a free loopback port; its data stays in `<folder>/temporal.db`. */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const { cacheFolder, recorder, report = () => {} } = options;
  const folder = ensureFolder(options.folder);
  const { path, serverVersion } = await temporalBinary(cacheFolder, report);
  const file = refuseOtherVersion(folder, serverVersion);
  const [port, uiPort] = [options.port ?? (await steadyPort()), options.uiPort ?? (await steadyPort())];
  mkdirSync(join(folder, 'logs'), { recursive: true });
  const child = await startChild({
    name: 'Temporal',
    command: path,
    args: [
      ...['server', 'start-dev', ...serverSettings(options)],
      ...['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
      ...['--db-filename', file, '--log-level', 'error', '--ui-disable-news-fetch', '--disable-config-env'],
    ],
    logFile: join(folder, 'logs', 'temporal.log'),
    ...(recorder && { recorder }),
    ...(options.log && { log: options.log }),
  });
  try {
    await answering(child, `127.0.0.1:${port}`);
    rememberVersion(folder, serverVersion);
  } catch (error) {
    await child.stop(); // else nobody would, and its port would be taken when it is started again
    throw error;
  }
  return { address: `127.0.0.1:${port}`, uiUrl: `http://127.0.0.1:${uiPort}`, child, stop: child.stop };
}

/** WAL spares an fsync a write; `synchronous` 2 syncs every commit to disk, 1 leaves that to the checkpoint. */
const serverSettings = ({ durable }: Pick<TemporalOptions, 'durable'>): string[] => [
  ...Object.entries(dynamicConfig).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
  ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', `synchronous=${durable ? 2 : 1}`],
];

function rememberVersion(folder: string, serverVersion: string): void {
  const file = versionFile(folder);
  const known = existsSync(file) && readFileSync(file, 'utf8') === serverVersion;
  if (!known) writeKeptFile(file, serverVersion);
}

const versionFile = (folder: string) => join(folder, 'temporal-version');

function refuseOtherVersion(folder: string, serverVersion: string): string {
  const file = join(folder, 'temporal.db');
  const made =
    existsSync(file) && existsSync(versionFile(folder))
      ? readFileSync(versionFile(folder), 'utf8').trim()
      : undefined;
  if (made && made !== serverVersion)
    throw failure(
      `${file} was written by Temporal ${made}, this is ${serverVersion}; use that version or a new data folder.`,
    );
  return file;
}

async function answering(child: Child, address: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (let why = await whyNot({ address }); why; why = await whyNot({ address })) {
    if (!child.isRunning()) throw failure(`Temporal ended while it started: ${child.logTail().trim()}`);
    if (Date.now() > deadline) throw failure(`Temporal did not answer within 30 s: ${why}`);
    await sleep(50);
  }
}

async function whyNot(access: TemporalAccess, namespace = 'default'): Promise<string | undefined> {
  try {
    const connection = await Connection.connect({ ...access, connectTimeout: '2s' });
    const ready = connection.withDeadline(Date.now() + 2_000, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    await ready.finally(() => connection.close());
    return undefined;
  } catch (error) {
    return (error as Error).message.split('\n')[0]?.replace(/\.$/, '') || 'unknown';
  }
}
