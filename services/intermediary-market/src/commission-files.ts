import type { Queryable } from '@doudi/infra/database';
import type { AccessScope } from '@doudi/infra/http';
import { fileContent, type FiledFile } from '@doudi/infra/storage';
import type { FilePurpose, FileSide } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { readsFile } from './sides.ts';

/** A file that a side of a commission handed in. */
export interface CommissionFile extends FiledFile {
  readonly commissionNo: string;
  /** from 1 in each commission */
  readonly fileNo: number;
  readonly purpose: FilePurpose;
  readonly round: number;
  readonly side: FileSide;
  /** of a contract and a result: the agency of the round */
  readonly agencyNo: string | null;
}

async function select(db: Queryable, rest: Sql): Promise<CommissionFile[]> {
  const { rows } = await db.query<CommissionFile>(sql`
    select f.commission_no as "commissionNo", f.file_no as "fileNo", f.purpose, f.round, f.side, f.agency_no as "agencyNo", f.name,
           f.media_type as "mediaType", f.bytes, f.sha256, f.storage_key as "storageKey", f.given_by as "givenBy", f.given_at as "givenAt"
      from commission_files f join commissions c using (commission_no)
      ${rest}`);
  return rows;
}

/** The files of a commission that the caller may read, in the order in which they were given. */
export const listCommissionFiles = (
  db: Queryable,
  commissionNo: string,
  scope: AccessScope,
): Promise<CommissionFile[]> =>
  select(db, sql`where f.commission_no = ${commissionNo} and (${readsFile(scope)}) order by f.file_no`);

export const findCommissionFile = async (
  db: Queryable,
  { commissionNo, fileNo }: Pick<CommissionFile, 'commissionNo' | 'fileNo'>,
  scope: AccessScope,
): Promise<CommissionFile | undefined> =>
  (
    await select(
      db,
      sql`where f.commission_no = ${commissionNo} and f.file_no = ${fileNo} and (${readsFile(scope)})`,
    )
  )[0];

export const findCommissionFileOfRequest = async (
  db: Queryable,
  requestKey: string,
): Promise<CommissionFile | undefined> => (await select(db, sql`where f.request_key = ${requestKey}`))[0];

interface OfRound {
  readonly commissionNo: string;
  readonly round: number;
  readonly agencyNo: string | null;
}

/** The files that the contract of the agency engaged now has for a purpose, in the order in which they were given. */
export const listFilesOfRound = (
  db: Queryable,
  { commissionNo, round, agencyNo }: OfRound,
  purpose: FilePurpose,
): Promise<CommissionFile[]> =>
  select(
    db,
    sql`where f.commission_no = ${commissionNo} and f.round = ${round} and f.agency_no = ${agencyNo} and f.purpose = ${purpose}
        order by f.file_no`,
  );

/** How many files a side has handed in in a round, and how many bytes they have together. */
export async function measureFiles(
  db: Queryable,
  { commissionNo, round, side }: Pick<CommissionFile, 'commissionNo' | 'round' | 'side'>,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const { rows } = await db.query<{ files: number; bytes: number }>(sql`
    select count(*)::integer as files, coalesce(sum(bytes), 0)::float8 as bytes
      from commission_files
     where commission_no = ${commissionNo} and round = ${round} and side = ${side}`);
  return rows[0]!;
}

/**
 * Puts a file on record under the next number of its commission, which the transaction holds, and takes its content out of what is not
 * filed yet. Throws when that was removed meanwhile.
 */
export async function insertCommissionFile(
  db: Queryable,
  { requestKey, ...one }: Omit<CommissionFile, 'fileNo'> & { readonly requestKey: string },
): Promise<void> {
  const { commissionNo, purpose, round, side, agencyNo, name, ...content } = one;
  const { mediaType, bytes, sha256, storageKey, givenBy, givenAt } = content;
  const insertion = sql`
    insert into commission_files (commission_no, file_no, purpose, round, side, agency_no, request_key, name, media_type, bytes, sha256,
                                  storage_key, given_by, given_at)
    select ${commissionNo}, 1 + (select count(*) from commission_files e where e.commission_no = ${commissionNo}), ${purpose},
           ${round}, ${side}, ${agencyNo}, ${requestKey}, ${name}, ${mediaType}, ${bytes}, ${sha256}, storage_key, ${givenBy}, ${givenAt}
      from filed`;
  await fileContent(db, storageKey, insertion);
}
