import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import request from 'supertest';
import { every } from './sweep.ts';
import { get } from '../http/routing/route.ts';
import { serviceSettings } from './service-settings.ts';
import { readSettings } from './settings.ts';
import { startService, type ServiceParts } from './start-service.ts';
import { temporalClient } from '../temporal/client.ts';
import { startWorker } from '../temporal/worker.ts';
import { testDatabase, type TestDatabase } from '@doudi/testing/database/test-database';
import { testIdentity } from '@doudi/testing/identity';
import { testTemporal, type TestTemporal } from '@doudi/testing/temporal/test-temporal';

jest.setTimeout(60_000);

let database: TestDatabase;
let temporal: TestTemporal;
let identity: Awaited<ReturnType<typeof testIdentity>>;
const lines: string[] = [];
const logger = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
beforeAll(async () => {
  [database, temporal, identity] = await Promise.all([testDatabase(), testTemporal(), testIdentity()]);
});
afterAll(async () => {
  await temporal.close();
  await database.drop();
});

const running: { stop: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ stop }) => stop()));
  lines.length = 0;
});

const settings = (env: Record<string, string> = {}) =>
  readSettings(serviceSettings, {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporal.address,
    PORT: '0',
    IDENTITY_PUBLIC_KEY: JSON.stringify(identity.publicKey),
    IDENTITY_ISSUER: identity.issuer,
    IDENTITY_AUDIENCE: identity.audience,
    ...env,
  });

async function aService(parts: Partial<ServiceParts> = {}, env: Record<string, string> = {}) {
  const pool = new pg.Pool({
    connectionString: env['DATABASE_URL'] ?? database.url,
    max: 2,
    connectionTimeoutMillis: 500,
  });
  const service = await startService({
    name: 'test',
    settings: settings(env),
    logger,
    pool,
    routes: [],
    ...parts,
  });
  running.push(service);
  return service;
}
const until = async (holds: () => Promise<boolean> | boolean, within = 20_000) => {
  for (const end = Date.now() + within; !(await holds()); await pause(50))
    if (Date.now() > end) throw new Error(`not within ${within} ms`);
};
const ready = async (url: string) => (await request(url).get('/readyz')).body as Record<string, string>;

describe('a service', () => {
  test('is ready when PostgreSQL, Temporal and its worker are, and stops within a few seconds', async () => {
    const client = temporalClient(temporal);
    const worker = () =>
      startWorker({ ...temporal, logger, taskQueue: 'q', activities: { noop: () => Promise.resolve() } });
    const { url, stop } = await aService({ temporal: client, worker });
    await until(async () => (await ready(url))['worker'] === 'ok');
    expect(await ready(url)).toEqual({ postgres: 'ok', temporal: 'ok', worker: 'ok' });
    const from = Date.now();
    running.pop();
    await stop();
    expect(Date.now() - from).toBeLessThan(5_000);
  });
  test('answers while Temporal is down, as degraded', async () => {
    const away = { address: '127.0.0.1:1', namespace: 'default' };
    const worker = () => startWorker({ ...away, logger, taskQueue: 'q', activities: {} });
    const { url } = await aService({ temporal: temporalClient(away), worker });
    expect(await ready(url)).toEqual({ postgres: 'ok', temporal: 'degraded', worker: 'degraded' });
    expect((await request(url).get('/healthz')).status).toBe(200);
    await until(() => lines.join().includes('the worker could not start'));
  });
  test('starts a failed worker again', async () => {
    let starts = 0;
    const failing = () => {
      starts += 1;
      return Promise.resolve({
        run: () => Promise.reject(new Error('broke')),
        shutdown: () => undefined,
        isRunning: () => false,
      });
    };
    await aService({ worker: failing });
    await until(() => starts >= 2);
  });
  test('is not ready while PostgreSQL does not answer', async () => {
    const { url } = await aService({}, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    const answer = await request(url).get('/readyz');
    expect([answer.status, answer.body]).toEqual([503, { postgres: 'down' }]);
    expect((await request(url).get('/healthz')).status).toBe(200);
  });
  test('says in one sentence that its port is taken', async () => {
    const { url } = await aService();
    const { port } = new URL(url);
    await expect(aService({}, { PORT: port })).rejects.toThrow(`port ${port} of 127.0.0.1 is taken`);
  });
  test('that is given time to drain says that it is not ready, answers as ever, and sends people away', async () => {
    const quick = get('/v1/quick', { allow: { agent: 'all' }, handler: () => Promise.resolve({ body: {} }) });
    const { url, stop } = await aService({ routes: [quick] }, { DRAIN_MS: '500' });
    const token = await identity.bearer({ subject: 'a', roles: ['agent'] });
    running.pop();
    const stopped = stop();
    const asked = await request(url).get('/readyz');
    expect([asked.status, asked.body]).toEqual([503, { postgres: 'ok', stopping: true }]);
    const answer = await request(url).get('/v1/quick').set('Authorization', token);
    expect([answer.status, answer.headers['connection']]).toEqual([200, 'close']);
    await stopped;
    await expect(request(url).get('/healthz')).rejects.toThrow(/ECONNREFUSED/);
  });
  test('has its limits from the settings, and tells of itself under /metrics', async () => {
    const quick = get('/v1/quick', { allow: { agent: 'all' }, handler: () => Promise.resolve({ body: {} }) });
    const { url } = await aService({ routes: [quick] }, { RATE_READS: '1' });
    const token = await identity.bearer({ subject: 'b', roles: ['agent'] });
    const ask = () => request(url).get('/v1/quick').set('Authorization', token);
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
    expect((await request(url).get('/metrics')).text).toMatch(/route="\/v1\/quick",status="429"\} 1/);
  });
  test('lets a running answer finish when it stops, and takes no more', async () => {
    const slow = get('/v1/slow', {
      allow: { agent: 'all' },
      handler: async () => (await pause(300), { body: 'done' }),
    });
    const { url, stop } = await aService({ routes: [slow] });
    const token = await identity.bearer({ subject: 'a', roles: ['agent'] });
    const answer = request(url)
      .get('/v1/slow')
      .set('Authorization', token)
      .then(({ status }) => status);
    await pause(100);
    running.pop();
    const stopped = stop();
    await expect(request(url).get('/healthz')).rejects.toThrow(/ECONNREFUSED/);
    expect(await answer).toBe(200);
    await stopped;
  });
});

test('a sweep never overlaps itself and goes on after a failure', async () => {
  let [now, most, turns] = [0, 0, 0];
  const job = async () => {
    most = Math.max(most, (now += 1));
    await pause(30);
    now -= 1;
    if ((turns += 1) === 1) throw new Error('once');
  };
  await aService({ sweeps: [every(5, job)] });
  await until(() => turns >= 3);
  expect(most).toBe(1);
  expect(lines.join()).toContain('"sweep":"job"');
});
