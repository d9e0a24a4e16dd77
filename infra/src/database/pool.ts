import pg from 'pg';
import { traceStatements } from '../tracing/trace-statements.ts';

/** Anything that runs a statement: the pool, or the connection a transaction holds. */
export type Queryable = Pick<pg.ClientBase, 'query'>;
export type Pool = pg.Pool;

// A `date` is a day, not an instant: as text it cannot move with the time zone of the process.
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);

interface PoolParts {
  readonly url: string;
  readonly role: string;
  /** connections; 10 unless said otherwise */
  readonly max?: number;
  /** real milliseconds a statement may take, waiting for locks included; 10 s unless said otherwise */
  readonly statementMs?: number;
}

/**
 * Real milliseconds a transaction may rest between two statements: more than any call to Temporal it could wait for takes. A process
 * that stands still in the middle of one must not keep its locks.
 */
const restingMs = 30_000;

/** Real milliseconds PostgreSQL has, beyond those of a statement, to say that it took too long; then it stands still. */
const silenceMs = 2_000;

/** How the driver says that no answer came in time. */
const noAnswer = 'Query read timeout';

/** Opens a pool that acts as the service's own role and sees its own schema first. */
export function openPool({ url, role, max = 10, statementMs = 10_000 }: PoolParts): Pool {
  const settings = {
    role,
    search_path: role,
    timezone: 'UTC',
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: restingMs,
  };
  const pool = new pg.Pool({
    connectionString: url,
    max,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    connectionTimeoutMillis: 5_000,
    query_timeout: statementMs + silenceMs,
  });
  return traceStatements(pool);
}

/** Runs `work` in one transaction: all of it, or, when it throws, nothing. */
export async function inTransaction<T>(pool: Pool, work: (db: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // it would wait for its answer as long again
    if (error instanceof Error && error.message === noAnswer) client.release(error);
    else await rollBack(client);
    throw error;
  }
}

const rollBack = (client: pg.PoolClient): Promise<void> =>
  client.query('rollback').then(
    () => client.release(),
    (broken: Error) => client.release(broken),
  );
