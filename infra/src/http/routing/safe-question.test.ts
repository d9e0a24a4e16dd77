import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { z } from 'zod';
import { serviceApp } from '../app.ts';
import { post, type Route } from './route.ts';
import { testApp } from '@doudi/testing/http/test-app';

const handler = ({ body }: { body: unknown }) => Promise.resolve({ body });
const shape = {
  allow: { agent: 'all' },
  body: z.strictObject({ days: z.int() }),
  safe: true,
  handler,
} as const;
const routes: Route[] = [post('/v1/questions', shape)];

let shell: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  shell = await testApp(routes);
});
afterAll(() => shell.close());

const ask = (body: object) =>
  request(shell.app).post('/v1/questions').set('Authorization', shell.agent).send(body);

test('a question with a body needs no Idempotency-Key, and nothing of it is stored', async () => {
  const answer = await ask({ days: 3 }).set('Idempotency-Key', 'k-1');
  expect([answer.status, answer.body]).toEqual([200, { days: 3 }]);
  expect((await ask({ days: 4 }).set('Idempotency-Key', 'k-1')).body).toEqual({ days: 4 });
  const { status, headers } = await ask({ days: 3 });
  expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
  expect((await shell.pool.query('select from idempotency_keys')).rowCount).toBe(0);
});

test('a question is judged like any other request', async () => {
  expect((await ask({ days: 'three', more: 1 })).body).toMatchObject({
    status: 400,
    faults: [{ at: '/days' }, { at: '/more' }],
  });
  expect((await request(shell.app).post('/v1/questions').send({ days: 3 })).status).toBe(401);
});

test('a question that would write is refused before it is served', () => {
  const parts = { pool: shell.pool, verify: shell.identity.verify, logger: undefined as never };
  const faulty = post('/v1/a', { ...shape, transaction: true });
  expect(() => serviceApp({ ...parts, routes: [faulty] })).toThrow(/a question writes nothing/);
});
