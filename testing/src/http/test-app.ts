import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { testDatabase } from '../database/test-database.ts';
import { survivePostgresRestarts } from '@doudi/infra/database';
import { testIdentity } from '../identity.ts';
import { type AppParts, openServer, type Route, serviceApp } from '@doudi/infra/http';

const tablesOfInfra = join(import.meta.dirname, '../../../infra/migrations/service');

/** The shell around `routes` with a PostgreSQL of its own and a table `notes` to write to; tests of the shell use it. */
export async function testApp(routes: readonly Route[], parts: Partial<AppParts> = {}) {
  const database = await testDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 5 });
  survivePostgresRestarts(pool, pino({ level: 'silent' }));
  for (const file of readdirSync(tablesOfInfra).sort())
    await pool.query(readFileSync(join(tablesOfInfra, file), 'utf8'));
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
