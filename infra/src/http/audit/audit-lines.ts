import sql from 'sql-template-tag';
import type { Queryable } from '../../database/pool.ts';
import { older, type PageQuery } from '../rendering/page.ts';

/** One write or one refused attempt, and how it was answered. */
export interface AuditLine {
  readonly lineId: string;
  /** the subject id of a valid token */
  readonly who: string | null;
  /** the audit name of the route */
  readonly what: string;
  readonly path: string;
  readonly answeredAt: Date;
  readonly requestId: string;
  readonly status: number;
  readonly problem: string | null;
}

/** Appends the lines the table lacks. */
export async function insertLines(db: Queryable, lines: readonly AuditLine[]): Promise<void> {
  const all = <K extends keyof AuditLine>(name: K) => lines.map((line) => line[name]);
  await db.query(sql`
    insert into audit (line_id, who, what, path, answered_at, request_id, status, problem)
    select * from unnest(${all('lineId')}::uuid[], ${all('who')}::text[], ${all('what')}::text[], ${all('path')}::text[],
                         ${all('answeredAt')}::timestamptz[], ${all('requestId')}::text[], ${all('status')}::smallint[],
                         ${all('problem')}::text[])
    on conflict do nothing`);
}

/** What became of it: by its status, below 400, below 500, the rest. */
export const auditOutcomes = ['done', 'refused', 'failed'] as const;

export interface WrittenLine extends AuditLine {
  /** the same instant, as people in Asia/Shanghai write it */
  readonly at: string;
  readonly outcome: (typeof auditOutcomes)[number];
}

interface Wanted extends PageQuery {
  readonly who?: string | undefined;
  readonly what?: string | undefined;
  readonly outcome?: WrittenLine['outcome'] | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Newest first; one more than the page's limit. */
export async function listLines(db: Queryable, wanted: Wanted): Promise<WrittenLine[]> {
  const { who = null, what = null, outcome = null, from, until, limit } = wanted;
  const [first, end] = [from ? startOf(from) : null, until ? new Date(+startOf(until) + dayMs) : null];
  const { rows } = await db.query<WrittenLine>(sql`
    select * from (
      select to_char(answered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"') as at, who, what, path,
             case when status < 400 then 'done' when status < 500 then 'refused' else 'failed' end as outcome,
             status, problem, request_id as "requestId", answered_at as "answeredAt", line_id::text as "lineId"
        from audit
       where (${who}::text is null or who = ${who})
         and (${what}::text is null or what = ${what})
         and (${first}::timestamptz is null or answered_at >= ${first})
         and (${end}::timestamptz is null or answered_at < ${end})
         and ${older(wanted, sql`answered_at`, sql`line_id::text`)}) line
     where ${outcome}::text is null or outcome = ${outcome}
     order by "answeredAt" desc, "lineId" desc
     limit ${limit + 1}`);
  return rows;
}

const dayMs = 86_400_000;
const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
