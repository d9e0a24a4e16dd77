import sql from 'sql-template-tag';
import type { Queryable } from '../../database/pool.ts';
import type { Rendered } from '../rendering/rendered.ts';

export interface KeyRow {
  readonly fingerprint: string;
  /** undefined while the write has not been answered */
  readonly answer?: Rendered;
}

/** What a key looks like, in the header and in the document: 1 to 200 visible ASCII characters. */
export const keyForm = /^[!-~]{1,200}$/;

/** Hours a key is remembered; a repetition later than that is a new request. The document of the routes says the same. */
export const keptHours = 24;

/** Inserts the key; undefined when it is new. Waits for another transaction that has inserted it and not ended yet. */
export async function insertOrFind(
  db: Queryable,
  requestKey: string,
  fingerprint: string,
): Promise<KeyRow | undefined> {
  const { rowCount } = await db.query(sql`
    insert into idempotency_keys (request_key, fingerprint)
    values (${requestKey}, ${fingerprint})
    on conflict (request_key) do nothing`);
  return rowCount === 1 ? undefined : find(db, requestKey);
}

/** Keeps the first answer; a later one changes nothing. Answers what is kept. */
export async function keepAnswer(db: Queryable, requestKey: string, { status, headers, text }: Rendered) {
  const { rowCount } = await db.query(sql`
    update idempotency_keys
    set status = ${status}, headers = ${JSON.stringify(headers)}, answer = ${text}, answered_at = now()
    where request_key = ${requestKey} and answered_at is null`);
  return rowCount === 1 ? undefined : (await find(db, requestKey))?.answer;
}

export const forgetOldKeys = (db: Queryable) =>
  db.query(sql`
    delete from idempotency_keys
    where created_at < now() - make_interval(hours => ${keptHours})`);

interface Row {
  fingerprint: string;
  status: number | null;
  headers: Record<string, string> | null;
  answer: string | null;
}

async function find(db: Queryable, requestKey: string): Promise<KeyRow | undefined> {
  const { rows } = await db.query<Row>(sql`
    select fingerprint, status, headers, answer
    from idempotency_keys
    where request_key = ${requestKey}`);
  return rows[0] && toKeyRow(rows[0]);
}

const toKeyRow = ({ fingerprint, status, headers, answer }: Row): KeyRow => ({
  fingerprint,
  ...(status !== null && { answer: { status, headers: headers ?? {}, text: answer ?? '' } }),
});
