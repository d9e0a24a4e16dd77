import type { Connection } from '@temporalio/client';
import type { Queryable } from '../database/pool.ts';
import { failure } from '../failure.ts';

/** The key under which a namespace bears the mark: `<mark> <instant>`. */
const label = 'doudi-mark';

interface Stores {
  /** one connection: it holds a lock between statements */
  readonly db: Queryable;
  readonly connection: Connection;
  readonly namespace: string;
}

/** A store that has an older mark than the other was restored from an older copy. */
export interface Ages {
  readonly older: 'PostgreSQL' | 'Temporal' | null;
  readonly postgres: Mark;
  readonly temporal: Mark;
}
interface Mark {
  readonly mark: number;
  readonly at: Date | null;
}

/** How often the mark is moved on, in real milliseconds: what a store lost within this time is not seen by it. */
export const markEveryMs = 60_000;

/**
 * Reads which store is older. PostgreSQL says first which mark it is about to give Temporal, so that a crash between the two looks
 * like no difference.
 */
export async function compareAges({ db, connection, namespace }: Stores): Promise<Ages> {
  const { rows } = await db.query<{ mark: string; next: string; at: Date | null }>(
    'select mark, next_mark as next, marked_at as at from shared.data_set',
  );
  const row = rows[0] ?? { mark: '0', next: '0', at: null };
  const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace });
  const [number = '0', at] = (namespaceInfo?.data?.[label] ?? '0').split(' ');
  const postgres = { mark: Number(row.mark), at: row.at };
  const temporal = { mark: Number(number), at: at === undefined ? null : new Date(at) };
  const isSame = temporal.mark === postgres.mark || temporal.mark === Number(row.next);
  const older = isSame ? null : temporal.mark > postgres.mark ? 'PostgreSQL' : 'Temporal';
  return { older, postgres, temporal };
}

/** What a person is told of it, in one sentence with what to do. */
export function sentenceOn({ older, postgres, temporal }: Ages): string {
  const [less, more] = older === 'PostgreSQL' ? [postgres, temporal] : [temporal, postgres];
  const newer = older === 'PostgreSQL' ? 'Temporal' : 'PostgreSQL';
  const day = ({ at }: Mark) => at?.toISOString() ?? 'before there were marks';
  return (
    `${older} was restored from an older copy than ${newer} (it was marked last ${day(less)}, ${newer} ${day(more)}): ` +
    '`npm run reconcile` says what differs, `npm run reconcile -- --apply` puts them together.'
  );
}

/** Moves the mark of both stores on; a failure in one sentence when one of them is older. One of several callers does it. */
export async function advanceMark(stores: Stores): Promise<void> {
  const { db } = stores;
  const { rows } = await db.query<{ mine: boolean }>(`select pg_try_advisory_lock(${lock}) as mine`);
  if (!rows[0]?.mine) return;
  try {
    const ages = await compareAges(stores);
    if (ages.older) throw failure(sentenceOn(ages));
    await setMark(stores, ages.postgres.mark + 1);
  } finally {
    await db.query(`select pg_advisory_unlock(${lock})`);
  }
}

/** Gives both stores one mark, above all they had: they have been put together. */
export async function joinMarks(stores: Stores): Promise<void> {
  const { postgres, temporal } = await compareAges(stores);
  await setMark(stores, Math.max(postgres.mark, temporal.mark) + 1);
}

/** An arbitrary number of its own among the advisory locks of the database. */
const lock = 7_380_419;

async function setMark({ db, connection, namespace }: Stores, mark: number): Promise<void> {
  await db.query('update shared.data_set set next_mark = $1', [mark]);
  const data = { [label]: `${mark} ${new Date().toISOString()}` };
  await connection.workflowService.updateNamespace({ namespace, updateInfo: { data } });
  await db.query('update shared.data_set set mark = $1, marked_at = now()', [mark]);
}
