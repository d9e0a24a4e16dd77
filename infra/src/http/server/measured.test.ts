import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { z } from 'zod';
import { openMetrics, type Metrics } from '../../service/metrics.ts';
import { serviceApp } from '../app.ts';
import { get } from '../routing/route.ts';
import { testApp } from '@doudi/testing/http/test-app';

jest.setTimeout(30_000);

const routes = [
  get('/v1/things/:no', {
    allow: { agent: 'all' },
    params: z.strictObject({ no: z.string() }),
    handler: () => Promise.resolve({ body: {} }),
  }),
];

let shell: Awaited<ReturnType<typeof testApp>>;
let metrics: Metrics;
let app: ReturnType<typeof serviceApp>;
beforeAll(async () => {
  shell = await testApp([]);
  const { pool, identity } = shell;
  const logger = pino({ level: 'silent' });
  metrics = openMetrics({
    pool,
    logger,
    isWorking: () => true,
    gauges: [
      {
        name: 'doudi_notes',
        help: 'Notes by kind',
        label: 'kind',
        read: async (db) => ({ short: Number((await db.query('select from notes')).rowCount) }),
      },
      { name: 'doudi_broken', help: 'Cannot be read', read: () => Promise.reject(new Error('no')) },
    ],
  });
  app = serviceApp({ routes, pool, verify: identity.verify, logger, metrics });
});
afterAll(() => shell.close());

const page = () => request(app).get('/metrics');

test('tells requests by route and status, pool, worker, process and the service’s own numbers, without a token', async () => {
  await request(app).get('/v1/things/7').set('Authorization', shell.agent).expect(200);
  await request(app).get('/v1/things/8').expect(401);
  await request(app).get('/v1/secret-person').expect(404);
  const { text, headers } = await page().expect(200);
  expect(headers['content-type']).toMatch(/^text\/plain/);
  for (const line of [
    /doudi_http_request_duration_seconds_count\{verb="GET",route="\/v1\/things\/:no",status="200"\} 1/,
    /doudi_http_request_duration_seconds_count\{verb="GET",route="\/v1\/things\/:no",status="401"\} 1/,
    /doudi_http_request_duration_seconds_count\{verb="GET",route="none",status="404"\} 1/,
    /doudi_pool_connections\{state="waiting"\} 0/,
    /doudi_worker_working 1/,
    /doudi_notes\{kind="short"\} 0/,
    /nodejs_eventloop_lag_seconds/,
  ])
    expect(text).toMatch(line);
  expect(text).not.toContain('secret-person');
});

test('a number that cannot be read is left out, the others stay', async () => {
  const { text } = await page().expect(200);
  expect(text).not.toMatch(/^doudi_broken /m);
  expect(text).toMatch(/^doudi_notes/m);
});

test.each(['X-Forwarded-For', 'Forwarded'])('is no URL to who comes through a proxy (%s)', async (header) => {
  const answer = await page().set(header, '127.0.0.1').expect(404);
  expect(answer.body).toMatchObject({ type: '/problems/no-such-url' });
});
