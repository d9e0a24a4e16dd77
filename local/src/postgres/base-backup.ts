import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { copyOne, copyTree, ownAs } from '../folders/copy-tree.ts';
import { ensureFolder } from '../folders/folders.ts';

interface BackingUp {
  /** of a superuser */
  readonly url: string;
  /** with the data in `postgres` */
  readonly folder: string;
  /** a folder that is made, with the same in it */
  readonly to: string;
}

/** Folders of which PostgreSQL makes the content anew, and files of the process (PostgreSQL's manual, “Backing Up the Data Directory”). */
const emptied = [
  ...['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots'],
  ...['pg_stat_tmp', 'pg_subtrans'],
];
const ofTheProcess = ['postmaster.pid', 'postmaster.opts', 'backup_label', 'tablespace_map'];

/**
 * Copies the data of a running PostgreSQL, which goes on meanwhile, with all that was committed before: what is restored from it stands as at the end of
 * the copy. It is what `pg_basebackup -X fetch` does, which the PostgreSQL brought lacks. Tablespaces of their own are not copied: the one brought has none.
 */
export async function baseBackup({ url, folder, to }: BackingUp): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await keepWriteAheadLog(client);
    const { rows: begun } = await client.query<{ wal: string }>(
      "select pg_walfile_name(pg_backup_start('doudi', true)) as wal",
    );
    const [from, copy] = [join(folder, 'postgres'), join(ensureFolder(to), 'postgres')];
    await copyTree({ from, to: copy, leavesOut });
    const { rows: ended } = await client.query<{ label: string; wal: string }>(
      'select labelfile as label, pg_walfile_name(lsn) as wal from pg_backup_stop(false)',
    );
    const label = join(copy, 'backup_label');
    writeFileSync(label, ended[0]?.label ?? '', { mode: 0o600 });
    ownAs(from, label);
    await copyWal(from, copy, [begun[0]?.wal ?? '', ended[0]?.wal ?? '']);
    await copyOne(join(folder, 'postgres-password'), join(to, 'postgres-password'));
  } finally {
    await client.end();
  }
}

/** Until this session ends no segment of the write-ahead log that the copy needs is removed. */
const keepWriteAheadLog = (client: pg.Client) =>
  client.query("select pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)");

function leavesOut(path: string): boolean {
  const [first = '', ...rest] = path.split('/');
  if (rest.length > 0 && emptied.includes(first)) return true;
  return ofTheProcess.includes(path) || rest.some((name) => name.startsWith('pgsql_tmp'));
}

/** Segments from the first to the last: their names are in the order of what is in them. */
async function copyWal(from: string, to: string, [first, last]: readonly [string, string]): Promise<void> {
  const names = readdirSync(join(from, 'pg_wal')).filter((name) => name >= first && name <= last);
  const segments = names.filter((name) => /^[0-9A-F]{24}$/.test(name));
  for (const name of segments) await copyOne(join(from, 'pg_wal', name), join(to, 'pg_wal', name));
}
