import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { testDatabase } from '../test/test-database.ts';
import { survivePostgresRestarts } from '../survive-postgres-restarts.ts';
import { testIdentity } from '../test-identity.ts';
import { serviceApp, type AppParts } from './app.ts';
import type { Route } from './route.ts';
import { openServer } from './server.ts';

/** The shell around `routes` with a PostgreSQL of its own and a table `notes` to write to; tests of the shell use it. */
export async function testApp(routes: readonly Route[], parts: Partial<AppParts> = {}) {
  const database = await testDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 5 });
  survivePostgresRestarts(pool, pino({ level: 'silent' }));
  for (const file of ['idempotency-keys.sql', 'audit.sql', 'rate-limits.sql'])
    await pool.query(readFileSync(join(import.meta.dirname, file), 'utf8'));
  await pool.query('create table notes (text text not null, request_key text not null)');
  const identity = await testIdentity();
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  const app = serviceApp({ routes, pool, verify: identity.verify, logger, ...parts });
  const agent = await identity.bearer({ subject: 'agent-1', roles: ['agent'] });
  const { url, close: closeServer } = await openServer(app, { host: '127.0.0.1', port: 0 });
  const close = async () => {
    await closeServer();
    await pool.end();
    await database.drop();
  };
  return { app, url, pool, identity, agent, logger, lines, close };
}
