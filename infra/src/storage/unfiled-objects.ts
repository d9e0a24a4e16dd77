import sql, { type Sql } from 'sql-template-tag';
import { inTransaction, type Pool, type Queryable } from '../database/pool.ts';
import type { Storage } from './storage.ts';

/**
 * The table `unfiled_objects` of a service that keeps files: keys under which content was begun to be written, until the row that names
 * it is there. Whoever files it deletes its key in the statement that inserts that row (`fileContent`).
 */

/** Real minutes after which content without a row was left behind: longer than any upload takes. */
const leftBehindMinutes = 60;

const batch = 64;

export const insertUnfiled = (db: Queryable, storageKey: string) =>
  db.query(sql`insert into unfiled_objects (storage_key) values (${storageKey}) on conflict do nothing`);

/**
 * Files content with the row that names it: `insertion` selects its `storage_key` from `filed`, which has it unless the content was removed
 * meanwhile. Throws then.
 */
export async function fileContent(db: Queryable, storageKey: string, insertion: Sql): Promise<void> {
  const { rowCount } = await db.query(sql`
    with filed as (delete from unfiled_objects where storage_key = ${storageKey} returning storage_key)
    ${insertion}`);
  if (rowCount !== 1) throw new Error(`the content of ${storageKey} was removed before it was filed`);
}

/** Removes what a crash left in the storage of files between the writing of a content and the row that names it. */
export const removeUnfiled =
  ({ pool, storage }: { readonly pool: Pool; readonly storage: Storage }) =>
  async (): Promise<void> => {
    for (const key of await listLeftBehind(pool))
      await inTransaction(pool, async (db) => {
        // first its key, which locks it: who files it meanwhile waits, and finds that the content is gone
        if (await deleteUnfiled(db, key)) await storage.remove(key);
      });
  };

async function deleteUnfiled(db: Queryable, storageKey: string): Promise<boolean> {
  const { rowCount } = await db.query(sql`delete from unfiled_objects where storage_key = ${storageKey}`);
  return rowCount === 1;
}

/** Keys under which a crash has left content, oldest first. */
async function listLeftBehind(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ storageKey: string }>(sql`
    select storage_key as "storageKey" from unfiled_objects
     where created_at < now() - make_interval(mins => ${leftBehindMinutes}) order by created_at limit ${batch}`);
  return rows.map(({ storageKey }) => storageKey);
}
