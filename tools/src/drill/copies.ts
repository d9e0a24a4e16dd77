import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '@doudi/infra/failure';
import { baseBackup, copyIfThere, copyTree, ensureFolder } from '@doudi/local';
import type { Stack } from '@doudi/stack';

/** A copy of each store, each in a folder of its own, and when it was begun and done; real milliseconds since the epoch. */
export interface Copies {
  readonly folder: string;
  readonly begun: number;
  readonly ended: number;
  /** how long Temporal stood still for its copy */
  readonly pausedMs: number;
}

/** What Temporal has its data in: the log beside the database is part of it. */
const temporalFiles = ['temporal.db', 'temporal.db-wal', 'temporal-version'];

/** Copies both stores of a stack that is at work, PostgreSQL first, and then the files: the content of papers is never changed. */
export async function copyStores(stack: Stack, dataFolder: string, folder: string): Promise<Copies> {
  const begun = Date.now();
  await baseBackup({ url: stack.databaseUrl, folder: dataFolder, to: join(folder, 'postgres') });
  const temporal = ensureFolder(join(folder, 'temporal'));
  const pausedMs = await whileItRests(stack, 'Temporal', () =>
    copyFiles(dataFolder, temporal, temporalFiles),
  );
  await copyTree({ from: join(dataFolder, 'papers'), to: join(folder, 'papers') });
  await copyFiles(dataFolder, ensureFolder(join(folder, 'secrets')), keptFiles(dataFolder));
  return { folder, begun, ended: Date.now(), pausedMs };
}

/** Keys and secrets, which belong to no store. */
const keptFiles = (dataFolder: string): string[] =>
  readdirSync(dataFolder).filter((name) => name.endsWith('.json'));

/** A store that is a file is copied whole while its process stands still: what it holds then is what a power cut would leave. */
async function whileItRests(stack: Stack, name: string, work: () => Promise<void>): Promise<number> {
  const pid = stack.processes().find((one) => one.name === name)?.pid;
  if (pid === undefined) throw failure(`There is no process ${name} to copy.`);
  const from = Date.now();
  process.kill(pid, 'SIGSTOP');
  try {
    await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  return Date.now() - from;
}

async function copyFiles(from: string, to: string, names: readonly string[]): Promise<void> {
  for (const name of names) await copyIfThere(join(from, name), join(to, name));
}

/** Puts a data folder together from copies, which may be of different instants, with the files that belong to the rows; what was in it is gone. */
export async function restoreStores(
  dataFolder: string,
  { postgres, temporal }: Readonly<Record<'postgres' | 'temporal', Copies>>,
): Promise<void> {
  rmSync(dataFolder, { recursive: true, force: true });
  ensureFolder(dataFolder);
  await copyTree({ from: join(postgres.folder, 'postgres'), to: dataFolder });
  await copyTree({ from: join(temporal.folder, 'temporal'), to: dataFolder });
  await copyTree({ from: join(postgres.folder, 'secrets'), to: dataFolder });
  await copyTree({ from: join(postgres.folder, 'papers'), to: join(dataFolder, 'papers') });
}
