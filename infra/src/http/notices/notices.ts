import sql, { type Sql } from 'sql-template-tag';
import type { Queryable } from '../../database/pool.ts';
import { older, type PageQuery } from '../rendering/page.ts';
import type { Caller, Role } from '../routing/role.ts';

/** Codes and numbers of what happened, never a text or a name. */
export type NoticeDetail = Readonly<Record<string, string | number | boolean | null>>;

/** Somebody is told of something; written with what caused it, and once however often that is repeated. */
export interface NewNotice {
  /** what was written, by its own number */
  readonly cause: string;
  readonly kind: string;
  /** milliseconds since 1970, business time */
  readonly at: number;
  /** the subject id of who did it, who is not told */
  readonly by: string | null;
  /** made by `addressee` */
  readonly addressees: readonly string[];
  readonly orderNo: string | null;
  /** an agent is told only while a mandate for it is in force; null where none is needed */
  readonly projectCode: string | null;
  readonly step: string | null;
  readonly task: string | null;
  /** the number of what it is about */
  readonly about: string;
  /** the path at which that is read */
  readonly link: string;
  readonly detail: NoticeDetail;
}

/** A role with what bounds it: a department, a USCC, of an agent the subject id; nothing for those who oversee all. */
export const addressee = (role: Role, bound = ''): string => `${role}:${bound}`;

/** The insertion of the notices that are not there yet, as a part of a statement. */
export function noticesToInsert(notices: readonly NewNotice[]): Sql {
  const rows = notices.map(({ orderNo, projectCode, at, ...notice }) => ({
    ...notice,
    ...{ order_no: orderNo, project_code: projectCode, at: new Date(at) },
  }));
  return sql`
    insert into notices (cause, kind, at, by, addressees, order_no, project_code, step, task, about, link, detail)
    select n.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (
      cause text, kind text, at timestamptz, by text, addressees text[], order_no text, project_code text,
      step text, task text, about text, link text, detail jsonb)
    on conflict do nothing`;
}

export async function insertNotices(db: Queryable, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length > 0) await db.query(noticesToInsert(notices));
}

/** A notice as one person has it. */
export interface Notice extends Omit<NewNotice, 'cause' | 'by' | 'addressees' | 'at'> {
  readonly no: number;
  readonly at: Date;
  readonly readAt: Date | null;
}

/** Who asks, and of an agent whether a mandate for the notice `n` is in force. */
export interface Reader {
  readonly caller: Caller;
  readonly isMandated: Sql;
}

/** What is addressed to this person, now, and was not done by himself. */
function toldTo({ caller, isMandated }: Reader): Sql {
  const agent = caller.roles.includes('agent') ? [addressee('agent', caller.subject)] : [];
  return sql`
    n.by is distinct from ${caller.subject}
    and (n.addressees && ${addressesOf(caller)}::text[]
      or n.addressees && ${agent}::text[] and (n.project_code is null or ${isMandated}))`;
}

/** What bounds a role is what the token says; who lacks it is told nothing. */
const addressesOf = ({ roles, department, uscc }: Caller): string[] =>
  roles.flatMap((role) => {
    if (role === 'agent') return [];
    if (role === 'enterprise' || role === 'agency') return uscc ? [addressee(role, uscc)] : [];
    if (role === 'reviewer' || role === 'checker' || role === 'head')
      return department ? [addressee(role, department)] : [];
    return [addressee(role)];
  });

const read = (subject: string) => sql`notice_readings r where r.no = n.no and r.subject = ${subject}`;

/** The notices of a person, newest first, one more than the page holds. */
export async function listNotices(
  db: Queryable,
  reader: Reader,
  query: PageQuery & { readonly unread: boolean },
): Promise<Notice[]> {
  const { subject } = reader.caller;
  const { rows } = await db.query<Notice>(sql`
    select n.no::integer as no, n.kind, n.at, n.order_no as "orderNo", n.project_code as "projectCode", n.step, n.task,
           n.about, n.link, n.detail, (select r.read_at from ${read(subject)}) as "readAt"
      from notices n
     where ${toldTo(reader)} and ${older(query, sql`n.at`, keyOfNotice)}
       and (not ${query.unread} or not exists (select from ${read(subject)}))
     order by n.at desc, ${keyOfNotice} desc
     limit ${query.limit + 1}`);
  return rows;
}

/** The number as a text that sorts as the number does. */
const keyOfNotice = sql`lpad(n.no::text, 19, '0')`;
export const positionOf = ({ at, no }: Notice) => [at.getTime(), String(no).padStart(19, '0')] as const;

/** More than anybody reads: beyond it unread notices are not counted. */
export const mostCounted = 1_000;

/** How many notices the person has not read, at most `mostCounted`. */
export async function countUnread(db: Queryable, reader: Reader): Promise<number> {
  const { rows } = await db.query<{ count: number }>(sql`
    select count(*)::integer as count from (
      select from notices n
       where ${toldTo(reader)} and not exists (select from ${read(reader.caller.subject)})
       limit ${mostCounted}) unread`);
  return rows[0]?.count ?? 0;
}

/** Whether all these notices are the person's. */
export async function areToldTo(db: Queryable, reader: Reader, numbers: readonly number[]): Promise<boolean> {
  const { rowCount } = await db.query(sql`
    select from notices n where n.no = any (${numbers}::bigint[]) and ${toldTo(reader)}`);
  return rowCount === new Set(numbers).size;
}

/** Puts on record that the person has read these; the first time counts. */
export const markRead = (db: Queryable, subject: string, numbers: readonly number[], at: number) =>
  db.query(sql`
    insert into notice_readings (no, subject, read_at)
    select no, ${subject}, ${new Date(at)} from unnest(${numbers}::bigint[]) no on conflict do nothing`);
