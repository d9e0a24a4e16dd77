import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { login } from './postgres-cluster.ts';

/** The address of the PostgreSQL that `startPostgres` has running on a folder; undefined when none is. */
export function runningPostgres(folder: string): string | undefined {
  const [pidFile, passwordFile] = [
    join(folder, 'postgres', 'postmaster.pid'),
    join(folder, 'postgres-password'),
  ];
  if (!existsSync(pidFile) || !existsSync(passwordFile)) return undefined;
  // the fourth line is the port (PostgreSQL, src/include/utils/pidfile.h)
  const port = readFileSync(pidFile, 'utf8').split('\n')[3]?.trim();
  const password = readFileSync(passwordFile, 'utf8').trim();
  return port ? `postgres://${login}:${password}@127.0.0.1:${port}/doudi` : undefined;
}
