import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { checksumsOf, checksumTable, isThere, table } from './migration-checksums.ts';
import type { MigrationSet } from './migration-set.ts';

/** One entry of a folder's `moved.json`: what became of a migration that databases may have applied. */
interface Moved {
  readonly file: string;
  /** of the text it had then; one with another text is not meant and is refused like any edited file */
  readonly sha256: string;
  /** the file that says the same today; null where another set of migrations says it */
  readonly became: string | null;
}

/**
 * Follows what the folder's `moved.json` says: a database that applied a file under its old name and text counts as one that
 * applied the file it became. Only the bookkeeping changes, all of it or nothing.
 */
export async function followMoved(client: ClientBase, set: MigrationSet): Promise<void> {
  const list = join(set.folder, 'moved.json');
  if (!existsSync(list) || !(await isThere(client, set))) return;
  await client.query('begin');
  try {
    for (const one of JSON.parse(readFileSync(list, 'utf8')) as Moved[]) await follow(client, set, one);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function follow(client: ClientBase, set: MigrationSet, { file, sha256, became }: Moved): Promise<void> {
  const [sums, applied] = [checksumTable(set), table(set.schema, set.tables.applied)];
  const { rowCount } = await client.query(`delete from ${sums} where file = $1 and sha256 = $2`, [
    file,
    sha256,
  ]);
  if (rowCount === 0) return;
  if (became === null)
    return void (await client.query(`delete from ${applied} where name = $1`, [bare(file)]));
  const sum = checksumsOf(set).get(became);
  if (sum === undefined) throw new Error(`${set.folder}/moved.json names ${became}, which is not there`);
  await client.query(`insert into ${sums} (file, sha256) values ($1, $2)`, [became, sum]);
  await client.query(`update ${applied} set name = $1 where name = $2`, [bare(became), bare(file)]);
}

const bare = (file: string): string => file.replace(/\.sql$/, '');
