import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { failure } from '@doudi/infra/failure';

/** The checkout this file belongs to: three levels above this folder, in `src` and `dist` alike. */
export const repositoryRoot = join(import.meta.dirname, '..', '..', '..');

const asRoot = () => process.getuid?.() === 0;

/** What is kept per user between checkouts (the Temporal binary). `xdgCacheHome` is the variable of that name. */
export const cacheFolder = (xdgCacheHome?: string): string =>
  asRoot() ? '/var/cache/doudi' : join(xdgCacheHome || join(homedir(), '.cache'), 'doudi');

/** Where a checkout keeps its data; the hash keeps two checkouts of one name apart. */
export function dataFolderOf(checkout: string, xdgDataHome?: string): string {
  const home = asRoot() ? '/var/lib/doudi' : join(xdgDataHome || join(homedir(), '.local', 'share'), 'doudi');
  const hash = createHash('sha256').update(checkout).digest('hex').slice(0, 8);
  return join(home, `${basename(checkout)}-${hash}`);
}

/** Where the running stacks and test runs of a checkout are on record. */
export const recordsFolder = (checkout = repositoryRoot): string =>
  join(checkout, 'node_modules', '.cache', 'doudi', 'running');

/** Creates a folder if it is missing and proves that it can be written. */
export function ensureFolder(folder: string): string {
  const umask = process.umask(0o022); // other users (PostgreSQL's) must be able to pass through
  try {
    make(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
    return folder;
  } catch (cause) {
    throw failure(
      `The folder ${folder} cannot be written (${codeOf(cause)}); choose another or give it to this user.`,
      {
        cause,
      },
    );
  } finally {
    process.umask(umask);
  }
}

// By ourselves: node's recursive mkdir never returns where the parent cannot hold folders (/proc).
function make(folder: string): void {
  if (existsSync(folder)) return;
  make(dirname(folder));
  mkdirSync(folder);
}

/** A fresh folder that other users can pass through but not list. The caller removes it. */
export function temporaryFolder(): string {
  const above = asRoot() && closedToOthers(tmpdir()) ? '/tmp' : tmpdir();
  const folder = mkdtempSync(join(above, 'doudi-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** The first folder on the way to `path` that other users may not enter, or undefined. */
export function closedToOthers(path: string): string | undefined {
  const up = dirname(path);
  const above = up === path ? undefined : closedToOthers(up);
  return above ?? (statSync(path).mode & constants.S_IXOTH ? undefined : path);
}

const codeOf = (cause: unknown) => (cause as NodeJS.ErrnoException).code ?? String(cause);
