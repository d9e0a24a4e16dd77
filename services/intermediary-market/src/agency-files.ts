import type { Queryable } from '@doudi/infra/database';
import { fileContent, type FiledFile } from '@doudi/infra/storage';
import type { AgencyFileKind } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';

/** A file that an agency hands in. */
export interface AgencyFile extends FiledFile {
  readonly fileId: string;
  readonly uscc: string;
  readonly kind: AgencyFileKind;
}

async function select(db: Queryable, rest: Sql): Promise<AgencyFile[]> {
  const { rows } = await db.query<AgencyFile>(sql`
    select f.file_id as "fileId", f.uscc, f.kind, f.name, f.media_type as "mediaType", f.bytes, f.sha256, f.storage_key as "storageKey",
           f.given_by as "givenBy", f.given_at as "givenAt"
      from agency_files f ${rest}`);
  return rows;
}

export const findAgencyFile = async (
  db: Queryable,
  fileId: string,
  within: Sql,
): Promise<AgencyFile | undefined> => (await select(db, sql`where f.file_id = ${fileId} and (${within})`))[0];

export const findFileOfRequest = async (db: Queryable, requestKey: string): Promise<AgencyFile | undefined> =>
  (await select(db, sql`where f.request_key = ${requestKey}`))[0];

/** Those of these files that are the agency's own. */
export const listFiles = (db: Queryable, uscc: string, fileIds: readonly string[]): Promise<AgencyFile[]> =>
  select(db, sql`where f.uscc = ${uscc} and f.file_id = any (${fileIds}::uuid[])`);

/** Until the end of the transaction nobody else counts the files of the agency. */
export const lockFilesOf = (db: Queryable, uscc: string) =>
  db.query(sql`select pg_advisory_xact_lock(hashtext('agency_files'), hashtext(${uscc}))`);

export async function countFiles(db: Queryable, uscc: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    sql`select count(*)::integer as count from agency_files where uscc = ${uscc}`,
  );
  return rows[0]?.count ?? 0;
}

/** Puts a file on record and takes its content out of what is not filed yet. Throws when that was removed meanwhile. */
export async function insertAgencyFile(
  db: Queryable,
  { requestKey, ...one }: Omit<AgencyFile, 'fileId'> & { readonly requestKey: string },
): Promise<void> {
  const { uscc, kind, name, mediaType, bytes, sha256, storageKey, givenBy, givenAt } = one;
  const insertion = sql`
    insert into agency_files (uscc, kind, request_key, name, media_type, bytes, sha256, storage_key, given_by, given_at)
    select ${uscc}, ${kind}, ${requestKey}, ${name}, ${mediaType}, ${bytes}, ${sha256}, storage_key, ${givenBy}, ${givenAt}
      from filed`;
  await fileContent(db, storageKey, insertion);
}
