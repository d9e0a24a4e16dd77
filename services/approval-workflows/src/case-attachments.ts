import type { Queryable } from '@doudi/infra/database';
import type { AccessScope, Caller } from '@doudi/infra/http';
import { fileContent, type FiledFile } from '@doudi/infra/storage';
import sql, { type Sql } from 'sql-template-tag';
import { caseWithin } from './case-scope.ts';

/** A file that was given with a case. */
export interface CaseAttachment extends FiledFile {
  readonly caseNo: string;
  /** 1 to 20 */
  readonly no: number;
}
interface Reader {
  readonly caller: Caller;
  readonly scope: AccessScope;
}

async function select(db: Queryable, rest: Sql): Promise<CaseAttachment[]> {
  const { rows } = await db.query<CaseAttachment>(sql`
    select a.case_no as "caseNo", a.no, a.name, a.media_type as "mediaType", a.bytes, a.sha256, a.storage_key as "storageKey",
           a.given_by as "givenBy", a.given_at as "givenAt"
      from case_attachments a join cases c using (case_no) ${rest}`);
  return rows;
}

/** The files of a case, and of those that were merged into it: each is read by who reaches the case it was given with. */
export const listAttachments = (
  db: Queryable,
  caseNo: string,
  { caller, scope }: Reader,
): Promise<CaseAttachment[]> =>
  select(
    db,
    sql`where ${caseWithin(scope, caller)} and a.case_no in (
          with recursive merged as (
            select m.case_no from cases m where m.case_no = ${caseNo}
            union select n.case_no from cases n join merged m on n.merged_into = m.case_no)
          select case_no from merged)
        order by a.given_at, a.case_no, a.no`,
  );

export const findAttachment = async (
  db: Queryable,
  { caseNo, no }: { readonly caseNo: string; readonly no: number },
  { caller, scope }: Reader,
): Promise<CaseAttachment | undefined> =>
  (await select(db, sql`where ${caseWithin(scope, caller)} and a.case_no = ${caseNo} and a.no = ${no}`))[0];

export const findAttachmentOfRequest = async (
  db: Queryable,
  requestKey: string,
): Promise<CaseAttachment | undefined> => (await select(db, sql`where a.request_key = ${requestKey}`))[0];

/** Until the end of the transaction nobody else counts the files of the case. */
export const lockCase = (db: Queryable, caseNo: string) =>
  db.query(sql`select from cases c where c.case_no = ${caseNo} for no key update`);

export async function countAttachments(db: Queryable, caseNo: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    sql`select count(*)::integer as count from case_attachments where case_no = ${caseNo}`,
  );
  return rows[0]?.count ?? 0;
}

/** Puts a file on record and takes its content out of what is not filed yet. Throws when that was removed meanwhile. */
export async function insertAttachment(
  db: Queryable,
  { requestKey, ...one }: CaseAttachment & { readonly requestKey: string },
): Promise<void> {
  const { caseNo, no, name, mediaType, bytes, sha256, storageKey, givenBy, givenAt } = one;
  const insertion = sql`
    insert into case_attachments (case_no, no, request_key, name, media_type, bytes, sha256, storage_key, given_by, given_at)
    select ${caseNo}, ${no}, ${requestKey}, ${name}, ${mediaType}, ${bytes}, ${sha256}, storage_key, ${givenBy}, ${givenAt}
      from filed`;
  await fileContent(db, storageKey, insertion);
}
