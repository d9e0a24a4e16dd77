import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import type { Express } from 'express';
import { z } from 'zod';
import { documentOf } from '../../openapi/document-of.ts';
import { serviceApp } from '../app.ts';
import { openRates, type RatesPerMinute } from './rate-limits.ts';
import { startGateway } from '../../gateway/gateway.ts';
import { openServer } from '../server/server.ts';
import { get, post, type Route } from '../routing/route.ts';
import { testApp } from '@doudi/testing/http/test-app';

jest.setTimeout(30_000);

const routes: Route[] = [
  get('/v1/things', { allow: { agent: 'all' }, handler: () => Promise.resolve({ body: {} }) }),
  post('/v1/things', { allow: { agent: 'all' }, handler: () => Promise.resolve({ body: {} }) }),
];
const plenty = { public: 1_000, read: 1_000, upload: 1_000, write: 1_000, address: 1_000 };

let shell: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => void (shell = await testApp(routes)));
afterAll(() => shell.close());

const said = { answer: z.strictObject({}), summary: { zh: '测', en: 'Test' } };
const contract = documentOf(
  { title: said.summary, refusals: {} },
  routes.map((route) => ({ ...route, ...said })),
);

/** One instance of the service; all of them have the same database. */
function anInstance(some: Partial<RatesPerMinute>, pool = shell.pool): Express {
  const { verify } = shell.identity;
  const limits = {
    rates: openRates(pool, { ...plenty, ...some }),
    atOnce: { public: 9, read: 9, upload: 9, write: 9 },
  };
  return serviceApp({
    ...{ routes, limits, verify, pool: shell.pool, contract },
    logger: pino({ level: 'silent' }),
  });
}
const tokenOf = (subject: string) => shell.identity.bearer({ subject, roles: ['agent'] });
const read = (app: Express, token: string, address = '192.0.2.1') =>
  request(app).get('/v1/things').set('Authorization', token).set('X-Forwarded-For', address);
const write = (app: Express, token: string, address = '192.0.2.1') =>
  request(app)
    .post('/v1/things')
    .set({ Authorization: token, 'X-Forwarded-For': address, 'Idempotency-Key': crypto.randomUUID() });

test('a caller’s limit holds over all instances together, and the refusal says when to come again', async () => {
  const token = await tokenOf('busy');
  const instances = [anInstance({ read: 6 }), anInstance({ read: 6 })] as const;
  const statuses: number[] = [];
  for (let turn = 0; turn < 10; turn += 1)
    statuses.push((await read(instances[(turn % 2) as 0 | 1], token)).status);
  expect(statuses).toEqual([...Array<number>(6).fill(200), ...Array<number>(4).fill(429)]);
  const refused = await read(instances[0], token);
  expect(refused.body).toMatchObject({
    type: '/problems/too-many-requests',
    detail: 'At most 6 in a minute are taken',
  });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
});

test('a limit is exact also where requests are taken by the share and come at once', async () => {
  const rates = [
    openRates(shell.pool, { ...plenty, read: 90 }),
    openRates(shell.pool, { ...plenty, read: 90 }),
  ];
  const all = Array.from({ length: 300 }, (_none, index) => rates[index % 2]!.read('flood'));
  const taken = (await Promise.allSettled(all)).filter(({ status }) => status === 'fulfilled');
  expect(taken).toHaveLength(90);
});

test('writes, other callers and the next minute have their own', async () => {
  const [token, other] = [await tokenOf('one'), await tokenOf('two')];
  const app = anInstance({ read: 1, upload: 1, write: 1 });
  expect((await read(app, token)).status).toBe(200);
  expect((await read(app, token)).status).toBe(429);
  expect((await write(app, token)).status).toBe(200);
  expect((await write(app, token)).status).toBe(429);
  expect((await read(app, other)).status).toBe(200);
  await shell.pool.query('update rate_limits set expire = 1');
  expect((await read(anInstance({ read: 1 }), token)).status).toBe(200);
});

test('an address is counted before any token is looked at, an IPv6 network as one', async () => {
  const app = anInstance({ address: 2 });
  const statuses = [];
  for (const host of ['1', '2', '3'])
    statuses.push((await read(app, 'Bearer x', `2001:db8::${host}`)).status);
  expect(statuses).toEqual([401, 401, 429]);
  expect((await read(app, 'Bearer x', '2001:db8:0:1::1')).status).toBe(401);
  expect((await request(app).get('/v1/nothing').set('X-Forwarded-For', '2001:db8::9')).status).toBe(429);
});

test('a caller who varies X-Forwarded-For does not escape the limit of the address', async () => {
  const app = anInstance({ address: 3 });
  const statusOf = async (forwarded: string) => (await read(app, 'Bearer x', forwarded)).status;
  const behindProxy = [];
  for (const host of ['1', '2', '3', '4'])
    behindProxy.push(await statusOf(`203.0.113.${host}, 198.51.100.20`));
  expect(behindProxy).toEqual([401, 401, 401, 429]);
  const noAddress = [];
  for (const name of ['me', '198.51.100.1:80', 'unknown', '"_hidden"']) noAddress.push(await statusOf(name));
  expect(noAddress).toEqual([401, 401, 401, 429]);
});

test('a caller on this machine who varies X-Forwarded-For does not escape its limit through the gateway', async () => {
  const server = await openServer(anInstance({ address: 3 }), { host: '127.0.0.1', port: 0 });
  const gateway = await startGateway({
    ...{ host: '127.0.0.1', port: 0, routes: { '/v1/things': [server.url] } },
    logger: pino({ level: 'silent' }),
  });
  await shell.pool.query('delete from rate_limits');
  const statuses = [];
  for (const host of ['1', '2', '3', '4'])
    statuses.push(
      (await request(gateway.url).get('/v1/things').set('X-Forwarded-For', `203.0.113.${host}`)).status,
    );
  await Promise.all([gateway.close(), server.close()]);
  expect(statuses).toEqual([401, 401, 401, 429]);
});

test('the document is told also to an address that has used up its requests', async () => {
  const app = anInstance({ address: 1 });
  for (const status of [401, 429]) expect((await read(app, 'Bearer x', '198.51.100.7')).status).toBe(status);
  await request(app).get('/openapi.json').set('X-Forwarded-For', '198.51.100.7').expect(200);
});

test('while the database cannot be had, each process counts for itself', async () => {
  const token = await tokenOf('alone');
  const broken = { query: () => Promise.reject(new Error('ECONNREFUSED')) } as unknown as typeof shell.pool;
  const app = anInstance({ read: 2 }, broken);
  expect(
    [await read(app, token), await read(app, token), await read(app, token)].map((one) => one.status),
  ).toEqual([200, 200, 429]);
});

test('minutes that are over are forgotten', async () => {
  const rates = openRates(shell.pool, plenty);
  await rates.read('old');
  await shell.pool.query(`update rate_limits set expire = 1 where key = 'read:old'`);
  await rates.forgetOld();
  expect((await shell.pool.query(`select from rate_limits where key = 'read:old'`)).rowCount).toBe(0);
});
