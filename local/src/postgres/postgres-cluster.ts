import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess } from '../processes/end-process.ts';
import { failure } from '@doudi/infra/failure';
import { writeKeptFile } from '../folders/kept-files.ts';
import { commandLine } from '../processes/process-identity.ts';
import type { RunAs } from './postgres-binaries.ts';

/** The only login of an embedded cluster. */
export const login = 'doudi';

interface Cluster {
  readonly bin: string;
  readonly folder: string;
  readonly user: RunAs | undefined;
}

interface Login {
  readonly pgdata: string;
  readonly password: string;
  readonly passwordFile: string;
}

/** Creates the cluster in `<folder>/postgres` if there is none; answers its folder and the login's password. */
export function ensureCluster({ bin, folder, user }: Cluster): Login {
  const pgdata = join(folder, 'postgres');
  const passwordFile = join(folder, 'postgres-password');
  if (existsSync(pgdata))
    return { pgdata: sameMajor(bin, pgdata), password: readPassword(pgdata, passwordFile), passwordFile };
  const password = randomBytes(24).toString('base64url');
  writeKeptFile(passwordFile, password);
  // Under another name until it is whole: what a killed initdb leaves is thrown away.
  const unfinished = `${pgdata}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  initialise({ bin, folder: unfinished, user }, password);
  renameSync(unfinished, pgdata);
  return { pgdata, password, passwordFile };
}

function readPassword(pgdata: string, file: string): string {
  const password = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (password) return password;
  throw failure(
    `The password of the PostgreSQL in ${pgdata} is missing: restore ${file} from a copy, or set DOUDI_DATA to another folder.`,
  );
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
    throw failure(`PostgreSQL could not create its data in ${folder}: ${inOneLine(message)}`, { cause });
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

/** The error among the lines of a program of PostgreSQL, else all of them in one. */
const inOneLine = (text: string) => {
  const lines = text.split('\n');
  const errors = lines.filter((line) => /\b(error|FATAL|PANIC):/.test(line));
  return (errors.length > 0 ? errors : lines).join('; ');
};
