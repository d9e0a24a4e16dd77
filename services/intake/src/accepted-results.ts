import type { Queryable } from '@doudi/infra/database';
import { type Day, ownPurposes, paperTopics, taskCodes } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { instant } from './columns.ts';

const AcceptedResult = z.object({
  commissionNo: z.string(),
  fileNo: z.int(),
  /** its place among the files of the delivery, from 1 */
  position: z.int(),
  task: z.enum(taskCodes).nullable(),
  projectCode: z.string(),
  uscc: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** where the market keeps its content */
  storageKey: z.string(),
  acceptedBy: z.string(),
  acceptedAt: instant,
  /** of an owner's own: what it was commissioned for, and what its document says; null and empty of a task's */
  purpose: z.enum(ownPurposes).nullable(),
  topics: z.array(z.enum(paperTopics)),
  scope: z.string().nullable(),
  number: z.string().nullable(),
  expiresDay: z
    .string()
    .transform((day) => day as Day)
    .nullable(),
});
/** A file of an accepted result, as the market grants it. */
export type AcceptedResult = z.output<typeof AcceptedResult>;

async function select(db: Queryable, rest: Sql): Promise<AcceptedResult[]> {
  const { rows } = await db.query(sql`
    select r.commission_no as "commissionNo", r.file_no as "fileNo", r.position, r.task, r.project_code as "projectCode", r.uscc,
           r.name, r.media_type as "mediaType", r.bytes, r.sha256, r.storage_key as "storageKey", r.accepted_by as "acceptedBy",
           r.accepted_at as "acceptedAt", r.purpose, r.topics, r.scope, r.paper_number as number, r.expires_day as "expiresDay"
      from intermediary_market.accepted_results r ${rest}`);
  return z.array(AcceptedResult).parse(rows);
}

/** Throws when the market shows it no more, as after it was restored from an older copy. */
export async function getAcceptedResult(
  db: Queryable,
  { commissionNo, fileNo }: Pick<AcceptedResult, 'commissionNo' | 'fileNo'>,
): Promise<AcceptedResult> {
  const which = sql`where r.commission_no = ${commissionNo} and r.file_no = ${fileNo}`;
  const [found] = await select(db, which);
  if (!found) throw new Error(`the market shows no accepted file ${fileNo} of ${commissionNo}`);
  return found;
}

/** Another result of the same place in the same task of a project that is a paper already. */
export interface Sibling {
  readonly paperNo: string;
  readonly acceptedAt: Date;
  /** neither replaced nor withdrawn */
  readonly isStanding: boolean;
}

/** The papers that accepted results of the same task became, of the file at the same place; none where there is no task. */
export async function listSiblings(
  db: Queryable,
  { projectCode, task, position }: AcceptedResult,
): Promise<Sibling[]> {
  const { rows } = await db.query<Sibling>(sql`
    select p.paper_no as "paperNo", r.accepted_at as "acceptedAt",
           p.withdrawn_at is null and not exists (select from papers n where n.replaces = p.paper_no) as "isStanding"
      from papers p
      join intermediary_market.accepted_results r on r.commission_no = p.from_commission and r.file_no = p.from_file
     where p.project_code = ${projectCode} and r.task = ${task} and r.position = ${position}
     order by r.accepted_at, p.paper_no`);
  return rows;
}
