import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { failure } from '../failure.ts';
import { filesOf, type MigrationSet } from './migration-set.ts';
import type { Queryable } from './pool.ts';

export const table = (schema: string, name: string): string =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;

export const checksumTable = ({ schema, tables }: MigrationSet): string => table(schema, tables.checksums);

/** Whether any migration of the set has been applied. */
export async function isThere(db: Queryable, set: MigrationSet): Promise<boolean> {
  const { rows } = await db.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
    checksumTable(set),
  ]);
  return rows[0]?.there ?? false;
}

/** SHA-256 of every file; a checkout with other line ends has the same. */
export const checksumsOf = (set: MigrationSet): ReadonlyMap<string, string> =>
  new Map(filesOf(set).map((file) => [file, sha256(readFileSync(join(set.folder, file), 'utf8'))]));

const sha256 = (text: string) => createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');

/** A failure when an applied file was edited, or when one is not there: the database is newer than the code. */
export async function refuseUnfit(db: Queryable, set: MigrationSet): Promise<void> {
  if (!(await isThere(db, set))) return;
  const { rows } = await db.query<{ file: string; sha256: string }>(
    `select file, sha256 from ${checksumTable(set)} order by file`,
  );
  const present = checksumsOf(set);
  for (const applied of rows) {
    if (!present.has(applied.file))
      throw failure(
        `The database is newer than this code: ${set.schema} has the migration ${applied.file}; run the version that made it.`,
      );
    if (present.get(applied.file) !== applied.sha256)
      throw failure(
        `The migration ${join(set.folder, applied.file)} was edited after it was applied; restore it and add a new one.`,
      );
  }
}

/** Keeps what each applied file looked like, beside the table of migrations. */
export async function rememberChecksums(db: Queryable, set: MigrationSet): Promise<void> {
  await db.query(`create table if not exists ${checksumTable(set)} (
    file text primary key, sha256 text not null, created_at timestamptz not null default now())`);
  for (const [file, sum] of checksumsOf(set))
    await db.query(
      `insert into ${checksumTable(set)} (file, sha256) values ($1, $2) on conflict do nothing`,
      [file, sum],
    );
}
