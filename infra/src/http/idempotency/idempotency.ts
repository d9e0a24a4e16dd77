import { inTransaction, type Pool, type Queryable } from '../../database/pool.ts';
import { insertOrFind, keepAnswer, type KeyRow } from './idempotency-keys.ts';
import { shellProblem } from '../problems/problem.ts';
import type { Rendered } from '../rendering/rendered.ts';
import { createHash } from 'node:crypto';

export interface Write {
  readonly pool: Pool;
  /** hash of caller, verb, URL and Idempotency-Key */
  readonly rowKey: string;
  /** of body and query */
  readonly fingerprint: string;
  /** key, work and answer in one transaction: they stand or fall together */
  readonly transaction: boolean;
  readonly work: (db: Queryable) => Promise<Rendered>;
  /** what of the answer is kept for repetitions; all of it, unless said */
  readonly kept?: (answer: Rendered) => Rendered;
  /** throws when the caller may no longer see what an earlier answer shows */
  readonly refuseReplay?: (db: Queryable) => Promise<unknown>;
}

export interface Outcome {
  readonly rendered: Rendered;
  readonly replayed: boolean;
}

/** Milliseconds a repetition waits in PostgreSQL for the first request's transaction; then it is answered 503 with Retry-After. */
const longestWaitMs = 5_000;

/**
 * Does a write once, however often it is asked for. With `transaction`, a thrown problem leaves no trace and the repeat is judged
 * anew. Without it the key is committed first, and a repeat of what was not answered runs the work again, which must be
 * idempotent under the call's `requestKey`. Throws 422 `key-reused` for another body under the same key.
 */
export const once = (write: Write): Promise<Outcome> =>
  write.transaction
    ? inTransaction(write.pool, async (db) => {
        await db.query(`set local lock_timeout = ${longestWaitMs}`);
        return onceIn(db, write);
      })
    : onceIn(write.pool, write);

async function onceIn(db: Queryable, write: Write): Promise<Outcome> {
  const { rowKey, fingerprint, work, transaction, kept = (answer) => answer } = write;
  const known = await insertOrFind(db, rowKey, fingerprint);
  if (known) refuseAnotherBody(known, fingerprint);
  if (known?.answer) {
    await write.refuseReplay?.(db);
    return { rendered: known.answer, replayed: true };
  }
  const rendered = await work(db);
  const isToKeep = transaction || rendered.status < 300;
  const first = isToKeep ? await keepAnswer(db, rowKey, kept(rendered)) : undefined;
  return first ? { rendered: first, replayed: true } : { rendered, replayed: false };
}

function refuseAnotherBody(known: KeyRow, fingerprint: string): void {
  if (known.fingerprint === fingerprint) return;
  throw shellProblem('key-reused');
}

/** sha256, as 64 hexadecimal digits, of parts that may not run into each other. */
export const digestOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** sha256 of a JSON value whatever the order of its fields and its white space. */
export const fingerprintOf = (value: unknown): string => digestOf([canonical(value)]);

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { fields: fields.map(([name, inner]) => [name, canonical(inner)]) };
}
