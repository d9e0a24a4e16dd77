import pg from 'pg';

/** Anything that runs a statement: the pool, or the connection a transaction holds. */
export type Queryable = Pick<pg.ClientBase, 'query'>;
export type Pool = pg.Pool;

// A `date` is a day, not an instant: as text it cannot move with the time zone of the process.
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);

/** Opens a pool that acts as the service's own role and sees its own schema first. */
export function openPool({ url, role, max = 10 }: { url: string; role: string; max?: number }): Pool {
  return new pg.Pool({
    connectionString: url,
    max,
    options: `-c role=${role} -c search_path=${role} -c timezone=UTC`,
    connectionTimeoutMillis: 5_000,
  });
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
    await client.query('rollback').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw error;
  }
}
