import sql, { type Sql } from 'sql-template-tag';
import { z } from 'zod';
import type { Queryable } from '@doudi/infra/database';
import type { Instant } from '@doudi/workflows';
import { instant } from './columns.ts';
import { older, type PageQuery, type AccessScope } from '@doudi/infra/http';

/** What a mandate lets the agent do: place and withdraw orders, engage and accept agencies. */
export const mandateScopes = ['order', 'commission'] as const;
export type MandateScope = (typeof mandateScopes)[number];

const Mandate = z.object({
  mandateNo: z.string(),
  agentId: z.string(),
  /** as the register has it; null of an agent from before there was one */
  agentName: z.string().nullable(),
  projectCode: z.string(),
  uscc: z.string(),
  scopes: z.array(z.enum(mandateScopes)),
  grantedBy: z.string(),
  grantedAt: instant,
  expiresAt: instant,
  revokedAt: instant.nullable(),
  revokedBy: z.string().nullable(),
});
export type Mandate = z.output<typeof Mandate>;

/** What a notice about a mandate is caused by. */
export const causeOfMandate = (mandateNo: string): string => `mandate/${mandateNo}`;

async function select(db: Queryable, rest: Sql): Promise<Mandate[]> {
  const { rows } = await db.query(sql`
    select m.mandate_no as "mandateNo", m.agent_id as "agentId", a.name as "agentName", m.project_code as "projectCode", p.uscc, m.scopes,
           m.granted_by as "grantedBy", m.granted_at as "grantedAt", m.expires_at as "expiresAt",
           m.revoked_at as "revokedAt", m.revoked_by as "revokedBy"
      from mandates m
      join projects p on p.code = m.project_code
      left join people a on a.subject = m.agent_id
      ${rest}`);
  return rows.map((row) => Mandate.parse(row));
}

export async function insertMandate(
  db: Queryable,
  mandate: Omit<Mandate, 'agentName' | 'uscc' | 'revokedAt' | 'revokedBy'>,
): Promise<void> {
  const { mandateNo, agentId, projectCode, scopes, grantedBy, grantedAt, expiresAt } = mandate;
  await db.query(sql`
    insert into mandates (mandate_no, agent_id, project_code, scopes, granted_by, granted_at, expires_at)
    values (${mandateNo}, ${agentId}, ${projectCode}, ${scopes}, ${grantedBy}, ${new Date(grantedAt)},
            ${new Date(expiresAt)})`);
}

// A mandate is seen by both of its sides, also after it has ended.
const party = ({ all, uscc, agentId }: AccessScope): Sql =>
  sql`(${all}::boolean or p.uscc = ${uscc}::text or m.agent_id = ${agentId}::text)`;

export const findMandate = async (
  db: Queryable,
  mandateNo: string,
  scope: AccessScope,
): Promise<Mandate | undefined> =>
  (await select(db, sql`where m.mandate_no = ${mandateNo} and ${party(scope)}`))[0];

/** Newest first; one more than the page's limit. */
export const listMandates = (
  db: Queryable,
  scope: AccessScope,
  query: PageQuery & { projectCode?: string | undefined },
): Promise<Mandate[]> =>
  select(
    db,
    sql`where ${party(scope)}
          and (${query.projectCode ?? null}::text is null or m.project_code = ${query.projectCode ?? null})
          and ${older(query, sql`m.granted_at`, sql`m.mandate_no`)}
        order by m.granted_at desc, m.mandate_no desc
        limit ${query.limit + 1}`,
  );

/** Those of a project that are in force. */
export const listInForce = (db: Queryable, projectCode: string, now: Instant): Promise<Mandate[]> =>
  select(
    db,
    sql`where m.project_code = ${projectCode} and m.revoked_at is null and m.expires_at > ${new Date(now)}
        order by m.mandate_no`,
  );

interface Expiring {
  readonly now: Instant;
  readonly until: Instant;
  /** those alone of whose end nobody has been told */
  readonly untold?: boolean;
}

/** Those in force that end until then and that no later one of the same agent replaces, the first to end first. */
export const listExpiring = (
  db: Queryable,
  scope: AccessScope,
  { now, until, untold = false }: Expiring,
): Promise<Mandate[]> =>
  select(
    db,
    sql`where ${party(scope)} and m.revoked_at is null
          and (not ${untold} or not exists (
            select from notices n where n.cause = ${causeOfMandate('')} || m.mandate_no and n.kind = 'mandate-expiring'))
          and m.expires_at > ${new Date(now)} and m.expires_at <= ${new Date(until)}
          and not exists (
            select from mandates n
             where n.agent_id = m.agent_id and n.project_code = m.project_code and n.scopes @> m.scopes
               and n.revoked_at is null and n.expires_at > m.expires_at)
        order by m.expires_at, m.mandate_no
        limit 1000`,
  );

/** Ends the mandate; the first revocation stays on record, and its instant is answered. */
export async function markRevoked(
  db: Queryable,
  mandateNo: string,
  by: string,
  at: Instant,
): Promise<Instant> {
  const { rows } = await db.query(sql`
    update mandates set revoked_at = coalesce(revoked_at, ${new Date(at)}), revoked_by = coalesce(revoked_by, ${by})
     where mandate_no = ${mandateNo}
    returning revoked_at as "revokedAt"`);
  return z.object({ revokedAt: instant }).parse(rows[0]).revokedAt;
}
