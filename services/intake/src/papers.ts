import { randomUUID } from 'node:crypto';
import type { Queryable } from '@doudi/infra/database';
import { type AccessScope, later, type PageQuery } from '@doudi/infra/http';
import { fileContent } from '@doudi/infra/storage';
import {
  paperKinds,
  papersChannel,
  paperTopics,
  shanghaiDay,
  type Day,
  type Instant,
  type PaperKind,
} from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import { instant } from './columns.ts';
import { orderedFor, within } from './within-scope.ts';

const day = z
  .string()
  .transform((text) => text as Day)
  .nullable();

const Paper = z.object({
  paperNo: z.string(),
  projectCode: z.string(),
  kind: z.enum(paperKinds),
  version: z.int(),
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
  name: z.string(),
  number: z.string().nullable(),
  scope: z.string().nullable(),
  topics: z.array(z.enum(paperTopics)),
  issuedDay: day,
  expiresDay: day,
  mediaType: z.string(),
  bytes: z.coerce.number(),
  sha256: z.string(),
  storageKey: z.string(),
  givenBy: z.string(),
  givenAt: instant,
  withdrawnBy: z.string().nullable(),
  withdrawnAt: instant.nullable(),
  withdrawalReason: z.string().nullable(),
  /** of an accepted result: the commission, and the number of the file there */
  fromCommission: z.string().nullable(),
  fromFile: z.int().nullable(),
});
export type Paper = z.output<typeof Paper>;

/** Kinds of which a project can have several that stand beside each other; of the others a newer paper replaces the one that stands. */
export const severalStand: readonly PaperKind[] = ['area-evaluation', 'joint-survey', 'other-paper'];

/** What a request hands in; its version follows from what it replaces. */
export type NewPaper = Omit<
  Paper,
  'version' | 'replacedBy' | 'withdrawnBy' | 'withdrawnAt' | 'withdrawalReason'
> & { readonly requestKey: string };

const columns = sql`
  p.paper_no as "paperNo", p.project_code as "projectCode", p.kind, p.version, p.replaces, n.paper_no as "replacedBy", p.name,
  p.number, p.scope, p.topics, p.issued_day as "issuedDay", p.expires_day as "expiresDay", p.media_type as "mediaType", p.bytes,
  p.sha256, p.storage_key as "storageKey", p.given_by as "givenBy", p.given_at as "givenAt", p.withdrawn_by as "withdrawnBy",
  p.withdrawn_at as "withdrawnAt", t.text as "withdrawalReason",
  p.from_commission as "fromCommission", p.from_file as "fromFile"`;

async function select(db: Queryable, rest: Sql): Promise<Paper[]> {
  const { rows } = await db.query(sql`
    select ${columns}
      from papers p left join papers n on n.replaces = p.paper_no left join texts t on t.text_id = p.withdrawal_reason_id
      ${rest}`);
  return rows.map((row) => Paper.parse(row));
}

/** Whether it is of the enterprise that the project belongs to now: papers do not go along when a project is transferred. */
const isTheOwners = sql`exists (select from projects j where j.code = p.project_code and j.uscc = p.uscc)`;

/** Who reaches a paper: who reaches its project, and the departments with a task in an order of it; of a former owner's who sees all. */
const reached = (scope: AccessScope): Sql => sql`(${scope.all}::boolean or exists (
  select from projects j where j.code = p.project_code and j.uscc = p.uscc
     and (${within(scope, { uscc: sql`j.uscc`, projectCode: sql`j.code` })} or ${orderedFor(scope.department, sql`j.code`)})))`;

/**
 * Puts a paper on record and takes its content out of what is not filed yet; the project's row is held by the transaction. Throws when the
 * content was removed meanwhile.
 */
export async function insertPaper(db: Queryable, paper: NewPaper): Promise<void> {
  const { requestKey, paperNo, projectCode, kind, replaces, name, number, scope, topics, ...rest } = paper;
  const {
    issuedDay,
    expiresDay,
    mediaType,
    bytes,
    sha256,
    storageKey,
    givenBy,
    givenAt,
    fromCommission,
    fromFile,
  } = rest;
  const insertion = sql`
    insert into papers (paper_no, request_key, project_code, uscc, kind, version, replaces, name, number, scope, topics, issued_day,
                        expires_day, media_type, bytes, sha256, storage_key, given_by, given_at, from_commission, from_file)
    select ${paperNo}, ${requestKey}, j.code, j.uscc, ${kind},
           1 + coalesce((select e.version from papers e where e.paper_no = ${replaces}), 0), ${replaces}, ${name}, ${number},
           ${scope}, ${topics}::text[], ${issuedDay}::date, ${expiresDay}::date, ${mediaType}, ${bytes}, ${sha256}, filed.storage_key,
           ${givenBy}, ${new Date(givenAt)}, ${fromCommission}, ${fromFile}
      from projects j cross join filed where j.code = ${projectCode}`;
  await fileContent(db, storageKey, insertion);
}

export const findPaper = async (
  db: Queryable,
  { code, paperNo }: { code: string; paperNo: string },
  scope: AccessScope,
): Promise<Paper | undefined> =>
  (
    await select(db, sql`where p.project_code = ${code} and p.paper_no = ${paperNo} and ${reached(scope)}`)
  )[0];

export const findPaperOfRequest = async (db: Queryable, requestKey: string): Promise<Paper | undefined> =>
  (await select(db, sql`where p.request_key = ${requestKey}`))[0];

/** The papers of a project that stand: its owner's, not replaced, not withdrawn; of one kind, if it is given. Expired ones are among them. */
export const listStanding = (
  db: Queryable,
  projectCode: string,
  kind: string | null = null,
): Promise<Paper[]> =>
  select(
    db,
    sql`where p.project_code = ${projectCode} and ${isTheOwners} and n.paper_no is null and p.withdrawn_at is null
          and (${kind}::text is null or p.kind = ${kind}) order by p.given_at, p.paper_no`,
  );

/** In the order in which they were given; one more than the page's limit. */
export const listPapers = (
  db: Queryable,
  { code, kind, standing }: { code: string; kind: string | undefined; standing: boolean },
  scope: AccessScope,
  query: PageQuery,
): Promise<Paper[]> =>
  select(
    db,
    sql`where p.project_code = ${code} and ${reached(scope)}
          and (${kind ?? null}::text is null or p.kind = ${kind ?? null})
          and (not ${standing}::boolean or (n.paper_no is null and p.withdrawn_at is null))
          and ${later(query, sql`p.given_at`, sql`p.paper_no`)}
        order by p.given_at, p.paper_no
        limit ${query.limit + 1}`,
  );

/** All that a project has handed in, replaced and withdrawn papers included, in bytes. */
export async function bytesOf(db: Queryable, projectCode: string): Promise<number> {
  const { rows } = await db.query<{ bytes: number }>(sql`
    select coalesce(sum(p.bytes), 0)::float8 as bytes from papers p where p.project_code = ${projectCode} and ${isTheOwners}`);
  return rows[0]?.bytes ?? 0;
}

/** Tells other services, once the transaction is committed, that a project has a new paper. */
export const notifyOfPaper = (db: Queryable, projectCode: string) =>
  db.query(sql`select pg_notify(${papersChannel}, ${projectCode})`);

/** Its reason is stored as a text of its own. Answers false when it was withdrawn before, or replaced. */
export async function markWithdrawn(
  db: Queryable,
  paperNo: string,
  { by, reason, at }: { by: string; reason: string; at: Instant },
): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    with reason as (
      insert into texts (text_id, text, written_by, written_at)
      values (${randomUUID()}, ${reason}, ${by}, ${new Date(at)})
      returning text_id)
    update papers p set withdrawn_by = ${by}, withdrawn_at = ${new Date(at)}, withdrawal_reason_id = (select text_id from reason)
     where paper_no = ${paperNo} and withdrawn_at is null
       and not exists (select from papers n where n.replaces = p.paper_no)`);
  return rowCount === 1;
}

/** Under which notices of a paper are on record. */
export const causeOfPaper = (paperNo: string): string => `paper/${paperNo}`;

/** A paper that soon expires, and whom it concerns. */
export type ExpiringPaper = Pick<Paper, 'paperNo' | 'projectCode' | 'kind'> & {
  readonly uscc: string;
  readonly agentIds: readonly string[];
};

/** Standing papers whose last day is at most so many days away and of which nobody was told yet, those expired included. */
export async function listExpiringPapers(
  db: Queryable,
  now: Instant,
  days: number,
): Promise<ExpiringPaper[]> {
  const { rows } = await db.query<ExpiringPaper>(sql`
    select p.paper_no as "paperNo", p.project_code as "projectCode", p.kind, j.uscc,
           array(select distinct m.agent_id from active_mandates m where m.project_code = j.code) as "agentIds"
      from papers p join projects j on j.code = p.project_code and j.uscc = p.uscc
     where p.withdrawn_at is null and p.expires_day <= ${shanghaiDay(now)}::date + ${days}::integer
       and not exists (select from papers n where n.replaces = p.paper_no)
       and not exists (select from notices t where t.cause = ${causeOfPaper('')} || p.paper_no and t.kind = 'paper-expiring')
     order by p.expires_day, p.paper_no limit 500`);
  return rows;
}
