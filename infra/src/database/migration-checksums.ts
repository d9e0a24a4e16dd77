import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Queryable } from './pool.ts';

/** SHA-256 of every file; a checkout with other line ends has the same. */
export const checksums = (folder: string, files: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    files.map((file) => [file, sha256(readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n'))]),
  );

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Keeps what each applied file looked like, beside the table of migrations. */
export async function rememberChecksums(
  db: Queryable,
  schema: string,
  folder: string,
  files: readonly string[],
) {
  const table = `${pg.escapeIdentifier(schema)}.migration_checksums`;
  await db.query(`create table if not exists ${table} (
    file text primary key, sha256 text not null, created_at timestamptz not null default now())`);
  for (const [file, sum] of checksums(folder, files))
    await db.query(`insert into ${table} (file, sha256) values ($1, $2) on conflict do nothing`, [file, sum]);
}
