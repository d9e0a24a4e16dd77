import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import request from 'supertest';
import { z } from 'zod';
import { openAudit } from './audit.ts';
import { conflict, notFound } from '../problems/problem.ts';
import { openRates } from '../limits/rate-limits.ts';
import { serviceApp } from '../app.ts';
import { get, post, type Route } from '../routing/route.ts';
import { openServer } from '../server/server.ts';
import { testApp } from '@doudi/testing/http/test-app';

jest.setTimeout(30_000);

const done = () => Promise.resolve({ status: 201, body: {} });
const routes: Route[] = [
  get('/v1/orders/:no', {
    allow: { agent: 'all' },
    params: z.strictObject({ no: z.string() }),
    handler: () => Promise.reject(notFound({ zh: '订单', en: 'order' })),
  }),
  post('/v1/orders', {
    allow: { agent: 'all' },
    body: z.strictObject({ a: z.int() }),
    handler: done,
  }),
  post('/v1/taken', {
    allow: { agent: 'all' },
    handler: () => Promise.reject(conflict('taken', { zh: '已占用', en: 'It is taken' })),
  }),
  post('/v1/slow', { allow: { agent: 'all' }, handler: async () => (await pause(300), { body: {} }) }),
  post('/v1/question', { allow: { agent: 'all' }, safe: true, handler: done }),
];

let shell: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => void (shell = await testApp(routes)));
afterAll(() => shell.close());
beforeEach(() => shell.pool.query('truncate audit'));

interface Row {
  readonly who: string | null;
  readonly what: string;
  readonly path: string;
  readonly request_id: string;
  readonly status: number;
  readonly problem: string | null;
}
async function lines(count: number): Promise<Row[]> {
  for (let turn = 0; turn < 200; turn += 1) {
    const { rows } = await shell.pool.query<Row>('select * from audit order by answered_at');
    if (rows.length >= count) return rows;
    await pause(10);
  }
  throw new Error(`there are not ${count} lines`);
}
const write = (path: string, body: object = {}, token = shell.agent) =>
  request(shell.app)
    .post(path)
    .set({ Authorization: token, 'Idempotency-Key': crypto.randomUUID(), 'X-Request-Id': 'request-17' })
    .send(body);

test('a write leaves one line: who, what, where, when, which request, how it ended', async () => {
  await write('/v1/orders?x', { a: 1 }).expect(400);
  await write('/v1/orders', { a: 1 }).expect(201);
  const [refused, done] = await lines(2);
  const of = { who: 'agent-1', what: 'POST /v1/orders', path: '/v1/orders', request_id: 'request-17' };
  expect(refused).toMatchObject({ ...of, status: 400, problem: 'invalid' });
  expect(done).toMatchObject({ ...of, status: 201, problem: null });
});

test('every refused attempt leaves one, also where nobody knows whose it was', async () => {
  const enterprise = await shell.identity.bearer({ subject: 'owner-1', roles: ['enterprise'] });
  await write('/v1/orders', {}, 'Bearer nonsense').expect(401);
  await write('/v1/orders', {}, enterprise).expect(403);
  await write('/v1/taken').expect(409);
  await request(shell.app).get('/v1/orders/7').set('Authorization', enterprise).expect(403);
  expect((await lines(4)).map(({ who, what, status }) => [who, what, status])).toEqual([
    [null, 'POST /v1/orders', 401],
    ['owner-1', 'POST /v1/orders', 403],
    ['agent-1', 'POST /v1/taken', 409],
    ['owner-1', 'GET /v1/orders/:no', 403],
  ]);
});

test('reads and questions leave none', async () => {
  await request(shell.app).get('/v1/orders/7').set('Authorization', shell.agent).expect(404);
  await write('/v1/question').expect(201);
  await write('/v1/orders', { a: 1 }).expect(201);
  expect((await lines(1)).map(({ what }) => what)).toEqual(['POST /v1/orders']);
});

test('a write whose caller has gone away leaves one all the same', async () => {
  const server = await openServer(shell.app, { host: '127.0.0.1', port: 0 });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(
    `POST /v1/slow HTTP/1.1\r\nHost: x\r\nAuthorization: ${shell.agent}\r\nIdempotency-Key: gone-1\r\nContent-Length: 0\r\n\r\n`,
  );
  await pause(100);
  socket.destroy();
  expect(await lines(1)).toMatchObject([{ what: 'POST /v1/slow', status: 200 }]);
  await server.close();
});

test('of a flood beyond the limit only the first refusal leaves one', async () => {
  const rates = openRates(shell.pool, { public: 1, read: 1, upload: 1, write: 1, address: 1_000 });
  const logger = pino({ level: 'silent' });
  const { pool, identity } = shell;
  const limits = { rates, atOnce: { public: 1, read: 1, upload: 1, write: 1 } };
  const app = serviceApp({ routes, pool, verify: identity.verify, logger, limits });
  const statuses = [];
  for (let turn = 0; turn < 4; turn += 1)
    statuses.push(
      (
        await request(app)
          .post('/v1/taken')
          .set({ Authorization: shell.agent, 'Idempotency-Key': `k${turn}` })
      ).status,
    );
  expect(statuses).toEqual([409, 429, 429, 429]);
  expect((await lines(2)).map(({ status }) => status)).toEqual([409, 429]);
  await pause(50);
  expect(await lines(2)).toHaveLength(2);
});

const aLine = (lineId: string) => ({
  ...{ lineId, who: 'p-1', what: 'x', path: '/x', answeredAt: new Date(), requestId: 'r', status: 200 },
  problem: null,
});
/** A database that fails `times` times, with an error of that code, before it does what it is asked. */
function failing(times: number, code: string) {
  let left = times;
  const query = (...all: unknown[]): unknown =>
    (left -= 1) >= 0
      ? Promise.reject(Object.assign(new Error('no'), { code }))
      : (shell.pool.query as (...all: unknown[]) => unknown).apply(shell.pool, all);
  return { query } as typeof shell.pool;
}
function aLog() {
  const told: { line?: { lineId: string }; msg: string }[] = [];
  const logger = pino(
    { level: 'info' },
    { write: (line) => void told.push(JSON.parse(line) as (typeof told)[0]) },
  );
  return { told, logger };
}

test('lines wait for a database that is away, and are there once', async () => {
  const { logger, told } = aLog();
  const audit = openAudit(failing(1, '57P03'), logger);
  const ids = Array.from({ length: 700 }, () => crypto.randomUUID());
  for (const id of [...ids, ids[0] ?? '']) audit.write(aLine(id));
  expect(await lines(700)).toHaveLength(700);
  await audit.close();
  expect(told.map(({ msg }) => msg)).toEqual(['audit lines wait for the database']);
});

test.each([
  ['the database will never take', '42501'],
  ['the database does not take before the end', 'ECONNREFUSED'],
])('a line that %s is in the log, whole', async (_why, code) => {
  const { logger, told } = aLog();
  const audit = openAudit(failing(9, code), logger);
  const id = crypto.randomUUID();
  audit.write(aLine(id));
  await audit.close();
  expect(told.find(({ line }) => line)).toMatchObject({ line: { lineId: id, who: 'p-1', status: 200 } });
});
