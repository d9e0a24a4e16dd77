import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { inTransaction, openPool, type Pool } from './pool.ts';
import { serviceApp } from '../http/app.ts';
import { get, type Route } from '../http/routing/route.ts';
import { survivePostgresRestarts } from './survive-postgres-restarts.ts';
import { testIdentity } from '@doudi/testing/identity';
import { testDatabase, type TestDatabase } from '@doudi/testing/database/test-database';

const routes: Route[] = [
  get('/v1/slow', {
    allow: { agent: 'all' },
    handler: async ({ db }) => {
      await db.query('select pg_sleep(30)');
      return { body: {} };
    },
  }),
];

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await testDatabase();
  pool = openPool({ url: database.url, role: new URL(database.url).username, max: 2, statementMs: 300 });
  survivePostgresRestarts(pool, pino({ level: 'silent' }));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

test('a statement that takes too long is given up, and its caller told to come again', async () => {
  const { verify, bearer } = await testIdentity();
  const app = serviceApp({ routes, pool, verify, logger: pino({ level: 'silent' }) });
  const token = await bearer({ subject: 'agent-1', roles: ['agent'] });
  const answer = await request(app).get('/v1/slow').set('Authorization', token);
  expect(answer.body).toMatchObject({ status: 503, type: '/problems/unavailable' });
  expect(answer.headers['retry-after']).toBe('2');
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('waiting for a lock counts as taking long', async () => {
  await pool.query('create table public.locked (id int)');
  const holder = await pool.connect();
  await holder.query('begin; lock table public.locked');
  await expect(pool.query('select id from public.locked')).rejects.toMatchObject({ code: '57014' });
  await holder.query('rollback');
  holder.release();
});

test('a transaction that rests for ever keeps its locks for half a minute at most', async () => {
  const { rows } = await pool.query<Record<string, string>>('show idle_in_transaction_session_timeout');
  expect(rows).toEqual([{ idle_in_transaction_session_timeout: '30s' }]);
});

test.each([
  ['a statement', (waiting: Pool) => waiting.query('select 1')],
  ['a transaction', (waiting: Pool) => inTransaction(waiting, (db) => db.query('select 1'))],
])(
  '%s is given up when PostgreSQL stands still, and its connection is not used again',
  async (_what, ask) => {
    const role = new URL(database.url).username;
    const waiting = openPool({ url: database.url, role, max: 1, statementMs: 300 });
    survivePostgresRestarts(waiting, pino({ level: 'silent' }));
    const { rows } = await waiting.query<{ pid: number }>('select pg_backend_pid() as pid');
    const stopped = rows[0]?.pid ?? 0;
    process.kill(stopped, 'SIGSTOP');
    try {
      const begun = Date.now();
      await expect(ask(waiting)).rejects.toThrow('Query read timeout');
      expect(Date.now() - begun).toBeLessThan(4_500);
      const again = await waiting.query<{ pid: number }>('select pg_backend_pid() as pid');
      expect(again.rows[0]?.pid).not.toBe(stopped);
    } finally {
      process.kill(stopped, 'SIGCONT');
      await waiting.end();
    }
  },
);
