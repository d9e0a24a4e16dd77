import type { Queryable } from '@doudi/infra/database';
import sql from 'sql-template-tag';

/** Real minutes after which content without a paper was left behind: longer than any upload takes. */
const leftBehindMinutes = 60;

export const insertUnfiled = (db: Queryable, storageKey: string) =>
  db.query(sql`insert into unfiled_objects (storage_key) values (${storageKey}) on conflict do nothing`);

export const deleteUnfiled = (db: Queryable, storageKey: string) =>
  db.query(sql`delete from unfiled_objects where storage_key = ${storageKey}`);

/** Keys under which a crash has left content, oldest first. */
export async function listLeftBehind(db: Queryable, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ storageKey: string }>(sql`
    select storage_key as "storageKey" from unfiled_objects
     where created_at < now() - make_interval(mins => ${leftBehindMinutes}) order by created_at limit ${limit}`);
  return rows.map(({ storageKey }) => storageKey);
}
