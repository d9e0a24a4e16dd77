import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from '../processes/end-process.ts';
import { failure } from '@doudi/infra/failure';
import { commandLine } from '../processes/process-identity.ts';
import type { RunAs } from './postgres-binaries.ts';

/** The only login of an embedded cluster. */
export const login = 'doudi';

interface Cluster {
  readonly bin: string;
  readonly folder: string;
  readonly user: RunAs | undefined;
}

/** Creates the cluster in `<folder>/postgres` if there is none; answers its folder and the login's password. */
export function ensureCluster({ bin, folder, user }: Cluster): { pgdata: string; password: string } {
  const pgdata = join(folder, 'postgres');
  const passwordFile = join(folder, 'postgres-password');
  if (existsSync(pgdata))
    return { pgdata: sameMajor(bin, pgdata), password: readFileSync(passwordFile, 'utf8') };
  const password = randomBytes(24).toString('base64url');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  // Under another name until it is whole: what a killed initdb leaves is thrown away.
  const unfinished = `${pgdata}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  initialise({ bin, folder: unfinished, user }, password);
  renameSync(unfinished, pgdata);
  return { pgdata, password };
}

function initialise({ bin, folder, user }: Cluster, password: string): void {
  const secret = `${folder}-secret`;
  mkdirSync(folder, { mode: 0o700 });
  writeFileSync(secret, password, { mode: 0o600 });
  if (user) for (const path of [folder, secret]) chownSync(path, user.uid, user.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${login}`, '--auth=scram-sha-256', `--pwfile=${secret}`];
  try {
    execFileSync(join(bin, 'initdb'), ['-D', folder, '--no-sync', ...locale, ...access], {
      ...user,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (cause) {
    const message = String((cause as { stderr?: Buffer }).stderr ?? cause).trim();
    throw failure(`PostgreSQL could not create its data in ${folder}: ${message}`, { cause });
  } finally {
    rmSync(secret, { force: true });
  }
}

function sameMajor(bin: string, pgdata: string): string {
  const made = readFileSync(join(pgdata, 'PG_VERSION'), 'utf8').trim();
  const runs = /(\d+)\./.exec(execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }))?.[1];
  if (made !== runs)
    throw failure(
      `The data in ${pgdata} is of PostgreSQL ${made}, this is PostgreSQL ${runs}; move it away or use the older.`,
    );
  return pgdata;
}

/** Ends a postmaster that outlived the process that started it, and clears what a crash left; answers what was done. */
export async function endLeftPostmaster(pgdata: string): Promise<string[]> {
  const pidFile = join(pgdata, 'postmaster.pid');
  if (!existsSync(pidFile)) return [];
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const isOurs = commandLine(pid).includes(pgdata);
  if (isOurs) await endProcess({ pid, stopSignal: 'SIGINT' });
  rmSync(pidFile, { force: true });
  return isOurs ? [`Ended PostgreSQL (pid ${pid}), left running on ${pgdata}.`] : [];
}
