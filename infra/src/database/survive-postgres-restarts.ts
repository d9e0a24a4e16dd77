import type { Pool } from './pool.ts';
import type { Logger } from '../service/logger.ts';

/** A connection that PostgreSQL ends is reported and replaced; without listeners it would end the process. */
export function survivePostgresRestarts(pool: Pool, logger: Logger): void {
  const report = (error: Error) => logger.warn({ err: error }, 'a database connection was lost');
  pool.on('error', report);
  // the pool listens to idle connections only
  pool.on('connect', (connection) => connection.on('error', () => undefined));
}
