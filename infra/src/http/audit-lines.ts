import sql from 'sql-template-tag';
import type { Queryable } from '../database.ts';

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
