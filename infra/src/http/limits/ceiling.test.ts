import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import request from 'supertest';
import { z } from 'zod';
import { openRates } from './rate-limits.ts';
import { get, post, type Route } from '../routing/route.ts';
import { openServer } from '../server/server.ts';
import { testApp } from '@doudi/testing/http/test-app';

jest.setTimeout(30_000);

const gate = { open: () => {}, entered: 0 };
const held = async () => {
  gate.entered += 1;
  await new Promise<void>((resolve) => (gate.open = resolve));
  return { body: {} };
};
const routes: Route[] = [
  get('/v1/quick', { allow: { agent: 'all' }, handler: () => Promise.resolve({ body: {} }) }),
  get('/v1/held', { allow: { agent: 'all' }, handler: held }),
  post('/v1/held', { allow: { agent: 'all' }, body: z.strictObject({ a: z.string() }), handler: held }),
];

let shell: Awaited<ReturnType<typeof testApp>>;
let server: Awaited<ReturnType<typeof openServer>>;
beforeAll(async () => {
  const plenty = { public: 1_000, read: 1_000, upload: 1_000, write: 1_000, address: 1_000 };
  const rates = { current: undefined as ReturnType<typeof openRates> | undefined };
  const late = (kind: 'public' | 'read' | 'upload' | 'write' | 'address') => (key: string) =>
    rates.current![kind](key);
  shell = await testApp(routes, {
    limits: {
      rates: {
        public: late('public'),
        read: late('read'),
        upload: late('upload'),
        write: late('write'),
        address: late('address'),
        forgetOld: () => Promise.resolve(),
      },
      atOnce: { public: 1, read: 1, upload: 1, write: 1 },
    },
  });
  rates.current = openRates(shell.pool, plenty);
  server = await openServer(shell.app, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await shell.close();
});

const read = (path: string) => request(server.url).get(path).set('Authorization', shell.agent);
const write = () =>
  request(server.url)
    .post('/v1/held')
    .set({ Authorization: shell.agent, 'Idempotency-Key': crypto.randomUUID() })
    .send({ a: 'x' });
const until = async (holds: () => boolean) => {
  while (!holds()) await pause(10);
};

test('what comes while enough is under way is refused at once; when that is done, it is taken', async () => {
  gate.entered = 0;
  const first = read('/v1/held').then(({ status }) => status);
  await until(() => gate.entered === 1);
  const from = Date.now();
  const refused = await read('/v1/quick');
  expect(Date.now() - from).toBeLessThan(500);
  expect(refused.body).toMatchObject({ status: 503, type: '/problems/overloaded' });
  expect(refused.headers['retry-after']).toBe('1');
  expect((await request(server.url).get('/healthz')).status).toBe(200);
  gate.open();
  expect(await first).toBe(200);
  expect((await read('/v1/quick')).status).toBe(200);
});

test('reads go on while writes wait', async () => {
  gate.entered = 0;
  const first = write().then(({ status }) => status);
  await until(() => gate.entered === 1);
  expect((await write()).status).toBe(503);
  expect((await read('/v1/quick')).status).toBe(200);
  gate.open();
  expect(await first).toBe(200);
});

test('a client that sends its body slowly holds no place for long', async () => {
  const slow = connect(Number(new URL(server.url).port), '127.0.0.1');
  slow.write(
    `POST /v1/held HTTP/1.1\r\nHost: x\r\nAuthorization: ${shell.agent}\r\nIdempotency-Key: slow-1\r\n` +
      'Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  );
  await pause(100);
  expect((await write()).status).toBe(503);
  await pause(1_200);
  gate.entered = 0;
  const second = write().then(({ status }) => status);
  await until(() => gate.entered === 1);
  gate.open();
  expect(await second).toBe(200);
  slow.destroy();
});
