import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Stack } from '@doudi/stack';

/** Real milliseconds after which every session logs its statements, or does so no more. */
const settlingMs = 500;

/**
 * Every statement that PostgreSQL was sent while `work` ran, in order, as its log has them. The cluster is the bench's own;
 * nothing else may run meanwhile.
 */
export async function statementsOf(
  { logs }: Pick<Stack, 'logs'>,
  db: pg.Client,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const file = join(logs, 'postgres.log');
  await logStatements(db, 'all');
  const { size: from } = await stat(file);
  await work();
  const { size: to } = await stat(file);
  await logStatements(db, 'none');
  return statementsIn(await readPart(file, from, to));
}

async function logStatements(db: pg.Client, which: 'all' | 'none'): Promise<void> {
  await db.query(`alter system set log_statement = '${which}'`);
  await db.query('select pg_reload_conf()');
  await sleep(settlingMs);
}

async function readPart(file: string, from: number, to: number): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
    return buffer.toString('utf8');
  } finally {
    await handle.close();
  }
}

/** A line of the log begins with the time and the process; what a statement has more lines follow without. */
export const statementsIn = (log: string): string[] =>
  log
    .split(/^(?=\d{4}-\d\d-\d\d [\d:.]+ \w+ \[\d+\] )/m)
    .flatMap((entry) => /LOG: {2}(?:statement|execute [^:]*): ([^]*)/.exec(entry)?.[1] ?? [])
    .map((statement) => statement.replace(/\s+/g, ' ').trim());

/** The statements by how often each was sent, the most frequent first. */
export function byKind(statements: readonly string[]): (readonly [string, number])[] {
  const kinds = new Map<string, number>();
  for (const statement of statements) kinds.set(statement, (kinds.get(statement) ?? 0) + 1);
  return [...kinds].toSorted(([, a], [, b]) => b - a);
}
