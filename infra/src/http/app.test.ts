import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { z } from 'zod';
import { notFound } from './problems/problem.ts';
import { get, post, put, type Route } from './routing/route.ts';
import { serviceApp } from './app.ts';
import { testApp } from '@doudi/testing/http/test-app';

jest.setTimeout(30_000);

const Order = z.strictObject({
  name: z.string().max(20),
  investment: z.int().positive(),
  parts: z.array(z.string()).optional(),
});
const routes: Route[] = [
  post('/v1/orders', {
    allow: { agent: 'all' },
    body: Order,
    handler: ({ body }) => Promise.resolve({ status: 201, body, headers: { Location: '/v1/orders/1' } }),
  }),
  get('/v1/orders/newest', { allow: { agent: 'all' }, handler: () => Promise.resolve({ body: {} }) }),
  get('/v1/orders/:no', {
    allow: { agent: 'all', supervisor: 'all' },
    params: z.strictObject({ no: z.string().regex(/^\d+$/) }),
    query: z.strictObject({ limit: z.string().regex(/^\d+$/).optional() }),
    text: 'text/plain',
    handler: ({ params, accepts }) =>
      Promise.resolve(
        accepts === 'text'
          ? { body: `order ${params.no}`, headers: { 'Content-Type': 'text/plain; charset=utf-8' } }
          : { body: params },
      ),
  }),
  put('/v1/orders/:no', {
    allow: { agent: 'all' },
    params: z.strictObject({ no: z.string() }),
    body: Order,
    query: z.strictObject({ dry: z.literal('yes') }),
    handler: () => Promise.resolve({ body: {} }),
  }),
  post('/v1/twice', {
    allow: { agent: 'all' },
    body: z.strictObject({
      id: z
        .string()
        .min(1)
        .regex(/^[a-z]+$/)
        .refine((id) => id.length > 2),
    }),
    handler: () => Promise.reject(new Error('it was done')),
  }),
  post('/v1/rules', {
    allow: { agent: 'all' },
    body: z
      .strictObject({ from: z.int(), to: z.int() })
      .refine(({ from, to }) => from < to, { path: ['to'], error: 'must lie behind' }),
    handler: () => Promise.resolve({ body: {} }),
  }),
  get('/v1/missing', {
    allow: { agent: 'all' },
    handler: () => Promise.reject(notFound({ zh: '订单', en: 'order' })),
  }),
  get('/v1/broken', { allow: { agent: 'all' }, handler: () => Promise.reject(new Error('secret inside')) }),
  get('/v1/sleep', {
    allow: { agent: 'all' },
    handler: async ({ db }) => ({ body: (await db.query('select 1 as one')).rows }),
  }),
];

let shell: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  shell = await testApp(routes, { bodyLimit: 2_000 });
});
afterAll(() => shell.close());

const write = (path = '/v1/orders') =>
  request(shell.app).post(path).set('Authorization', shell.agent).set('Idempotency-Key', crypto.randomUUID());
const read = (path: string) => request(shell.app).get(path).set('Authorization', shell.agent);
const raw = (text: string | Buffer, type = 'application/json') =>
  write()
    .set('Content-Type', type)
    .send(text as string);

describe('an accepted request', () => {
  test('is answered with the status, headers and body of the handler, and a request id', async () => {
    const answer = await write().send({ name: 'plant', investment: 5 });
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({ location: '/v1/orders/1', 'cache-control': 'no-store' });
    expect(answer.headers['x-request-id']).toMatch(/^[\w-]{36}$/);
    expect(answer.body).toEqual({ name: 'plant', investment: 5 });
  });
  test('keeps a request id it came with, unless it is malformed', async () => {
    const kept = await read('/v1/orders/1').set('X-Request-Id', 'gateway-17');
    expect(kept.headers['x-request-id']).toBe('gateway-17');
    const replaced = await read('/v1/orders/1').set('X-Request-Id', 'a b{}');
    expect(replaced.headers['x-request-id']).not.toBe('a b{}');
  });
  test('is answered as text when the caller prefers it', async () => {
    const answer = await read('/v1/orders/1').set('Accept', 'text/plain');
    expect(answer.text).toBe('order 1');
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  });
  test('of an unchanged read is answered with 304 and no body', async () => {
    const first = await read('/v1/orders/1');
    const tag = String(first.headers['etag']);
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    const second = await read('/v1/orders/1').set('If-None-Match', `"other", W/${tag}`);
    expect([second.status, second.text, second.headers['etag']]).toEqual([304, '', tag]);
    expect((await read('/v1/orders/2').set('If-None-Match', tag)).status).toBe(200);
  });
});

describe('faults of a request', () => {
  test('of path, query, body and key come all at once', async () => {
    const answer = await request(shell.app)
      .put('/v1/orders/1?dry=no&colour=red')
      .set('Authorization', shell.agent)
      .send({ investment: -1, parts: ['a', 7], colour: 'red' });
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({
      type: '/problems/invalid',
      requestId: answer.headers['x-request-id'],
    });
    expect((answer.body as { faults: { at: string }[] }).faults.map(({ at }) => at).sort()).toEqual(
      [
        '/colour',
        '/investment',
        '/name',
        '/parts/1',
        'header/Idempotency-Key',
        'query/colour',
        'query/dry',
      ].sort(),
    );
  });
  test('are told once for each place, with what to do, in the language of the caller', async () => {
    const answer = await write('/v1/twice').set('Accept-Language', 'zh').send({ id: '' });
    expect(answer.body).toMatchObject({
      help: '“faults”逐条列出全部错误及正确写法，改正后重新发送。',
      faults: [{ at: '/id' }],
    });
    expect((answer.body as { faults: unknown[] }).faults).toHaveLength(1);
  });
  test('of the path are named', async () => {
    const answer = await read('/v1/orders/x?limit=y');
    expect(answer.body).toMatchObject({ faults: [{ at: 'path/no' }, { at: 'query/limit' }] });
  });
  test.each([
    ['a body that is missing', undefined, ['/name', '/investment']],
    ['a body that is no object', '[]', ['']],
    ['a null body', 'null', ['']],
    ['a field named __proto__', '{"name":"x","investment":1,"__proto__":{}}', ['/__proto__']],
    ['a name with U+0000', '{"name":"a\\u0000b","investment":1}', ['/name']],
    ['half of a surrogate pair', '{"name":"\\ud800","investment":1}', ['/name']],
  ])('include %s', async (_what, body, at) => {
    const answer = await (body === undefined ? write() : raw(body));
    expect(answer.status).toBe(400);
    expect((answer.body as { faults: { at: string }[] }).faults.map((fault) => fault.at)).toEqual(at);
  });
  test('that no schema can say are told apart, unless there are others', async () => {
    const rule = await write('/v1/rules').send({ from: 2, to: 1 });
    expect(rule.body).toMatchObject({ status: 422, type: '/problems/unfit', faults: [{ at: '/to' }] });
    const both = await write('/v1/rules?odd=1').send({ from: 2, to: 1 });
    expect(both.body).toMatchObject({
      status: 400,
      type: '/problems/invalid',
      faults: [{ at: 'query/odd' }, { at: '/to' }],
    });
  });
  test('include nesting that only an attacker would send', async () => {
    const answer = await raw(`{"name":${'['.repeat(900)}${']'.repeat(900)}}`);
    expect(answer.body).toMatchObject({
      type: '/problems/invalid',
      faults: [{ fault: 'is nested deeper than 32 levels' }],
    });
  });
  test.each(['', 'with space', 'x'.repeat(201), 'ü'])('include the key "%s"', async (key) => {
    const answer = await write()
      .set('Idempotency-Key', Buffer.from(key).toString('latin1'))
      .send({ name: 'x', investment: 1 });
    expect(answer.body).toMatchObject({ status: 400, faults: [{ at: 'header/Idempotency-Key' }] });
  });
});

describe('what the caller accepts', () => {
  test.each([
    ['text/csv', 406],
    ['text/plain', 406],
    ['application/json;q=0', 406],
    ['*/*', 200],
    ['application/json', 200],
    ['application/problem+json', 200],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 200],
  ])('%s is answered %i', async (accept, status) => {
    const answer = await read('/v1/sleep').set('Accept', accept);
    expect(answer.status).toBe(status);
    if (status === 406)
      expect(answer.body).toMatchObject({
        type: '/problems/not-acceptable',
        types: ['application/json', 'application/problem+json'],
      });
  });
  test('a write that cannot be answered as asked is not done', async () => {
    const answer = await write('/v1/twice').set('Accept', 'text/csv').send({ id: 'one' });
    expect(answer.status).toBe(406);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  });
});

describe('a body that cannot be read', () => {
  test.each([
    ['{"name": abc}', 9, 'It breaks at line 1, column 10'],
    ['{\n  "name": "x",\n}', 17, 'It breaks at line 3, column 1'],
    ['{"name": "x"', 12, 'It ends too early, at line 1, column 13'],
    ['{"name": "x"}}', 13, 'It breaks at line 1, column 14'],
  ])('%j is broken JSON at character %i', async (text, position, detail) => {
    const answer = await raw(text);
    expect(answer.body).toMatchObject({ status: 400, type: '/problems/broken-json', position, detail });
  });
  test('beyond the limit is refused with the limit', async () => {
    const answer = await raw(JSON.stringify({ name: 'x'.repeat(3_000) }));
    expect(answer.body).toMatchObject({
      status: 413,
      type: '/problems/body-too-large',
      detail: 'At most 2000 bytes are taken',
    });
  });
  test('beyond the limit once it is inflated is refused', async () => {
    const answer = await write()
      .set('Content-Type', 'application/json')
      .set('Content-Encoding', 'gzip')
      .serialize((body: unknown) => body as string)
      .send(gzipSync(JSON.stringify({ name: 'x'.repeat(100_000) })) as unknown as string);
    expect(answer.body).toMatchObject({ status: 413 });
  });
  test('of another kind, charset or encoding is refused', async () => {
    expect((await raw('a=b', 'application/x-www-form-urlencoded')).body).toMatchObject({
      status: 415,
      type: '/problems/wrong-content-type',
    });
    expect((await raw('{}', 'application/json; charset=gbk')).body).toMatchObject({
      status: 415,
      type: '/problems/wrong-charset',
    });
    expect((await raw('{}').set('Content-Encoding', 'lzma')).body).toMatchObject({
      status: 415,
      type: '/problems/wrong-encoding',
    });
    const bytes = Buffer.from([0x22, 0xff, 0x22]);
    const answer = await write()
      .set('Content-Type', 'application/json')
      .serialize((body: unknown) => body as string)
      .send(bytes as unknown as string);
    expect(answer.body).toMatchObject({ status: 400, type: '/problems/broken-encoding' });
  });
});

describe('who may', () => {
  test('nobody without a token', async () => {
    const answer = await request(shell.app).get('/v1/orders/1');
    expect(answer.body).toMatchObject({ status: 401, type: '/problems/no-token' });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });
  test('a broken token is refused with the reason', async () => {
    const answer = await read('/v1/orders/1').set('Authorization', 'Bearer nonsense');
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(
      'Bearer error="invalid_token", error_description="The token cannot be read"',
    );
  });
  test('another role is told who may, before anything it sent is looked at', async () => {
    const agency = await shell.identity.bearer({ subject: 'a', roles: ['agency'] });
    const answer = await request(shell.app).put('/v1/orders/1').set('Authorization', agency).send('{');
    expect(answer.body).toMatchObject({
      status: 403,
      type: '/problems/forbidden',
      detail: 'This may: agent',
    });
  });
});

describe('URLs', () => {
  test.each(['/', '/v1/nothing', '/v1/orders/1/', '/V1/orders/1', '/v1/orders/1/2'])(
    '%s is not known',
    async (path) => {
      expect((await read(path)).body).toMatchObject({
        status: 404,
        type: '/problems/no-such-url',
        detail: path,
      });
    },
  );
  test('a known one with another verb says which are possible', async () => {
    const answer = await request(shell.app).delete('/v1/orders/1').set('Authorization', shell.agent);
    expect(answer.body).toMatchObject({ status: 405, type: '/problems/wrong-verb' });
    expect(answer.headers['allow']).toBe('GET, HEAD, PUT');
    // which is no number of an order
    expect((await request(shell.app).options('/v1/orders/newest')).headers['allow']).toBe('GET, HEAD');
    expect((await request(shell.app).options('/v1/orders')).headers['allow']).toBe('POST');
    expect((await request(shell.app).post('/healthz').expect(405)).headers['allow']).toBe('GET, HEAD');
  });
  test('a broken percent-encoding is the caller’s fault', async () => {
    expect((await read('/v1/orders/%E0%A4%A')).body).toMatchObject({
      status: 400,
      type: '/problems/broken-path',
    });
  });
});

describe('what a handler throws', () => {
  test('as a problem is answered as it is', async () => {
    expect((await read('/v1/missing')).body).toMatchObject({
      status: 404,
      detail: 'This order is not known',
    });
  });
  test('as a bug is logged with its stack and answered plainly', async () => {
    const answer = await read('/v1/broken');
    expect(answer.body).toEqual({
      type: '/problems/internal',
      status: 500,
      help: expect.any(String),
      title: expect.any(String),
      requestId: expect.any(String),
    });
    expect(shell.lines.join()).toMatch(/secret inside.*app\.test\.ts/);
  });
});

test('the log never holds a token or a query', async () => {
  await read('/v1/orders/1?limit=778899');
  expect(shell.lines.length).toBeGreaterThan(0);
  expect(shell.lines.join()).not.toContain(shell.agent.slice(7));
  expect(shell.lines.join()).not.toContain('778899');
});

describe('a table of routes is refused', () => {
  const parts = () => ({ pool: shell.pool, verify: shell.identity.verify, logger: undefined as never });
  const handler = () => Promise.resolve({ body: {} });
  test.each<[string, Route]>([
    [
      'a body takes unknown fields',
      post('/a', { allow: { agent: 'all' }, body: z.object({ a: z.string() }), handler }),
    ],
    [
      'an inner object does',
      post('/a', {
        allow: { agent: 'all' },
        body: z.strictObject({ a: z.array(z.union([z.object({}), z.string()])).optional() }),
        handler,
      }),
    ],
    ['an auditor writes', post('/a', { allow: { auditor: 'all' }, handler })],
    ['a query does', get('/a', { allow: { agent: 'all' }, query: z.looseObject({}), handler })],
    [
      'an answer given under a mandate is repeated when it has ended',
      post('/a', { allow: { agent: 'mandated' }, handler }),
    ],
    ['nobody may', get('/a', { allow: {}, handler })],
    ['a path parameter has no schema', get('/a/:b', { allow: { agent: 'all' }, handler })],
  ])('when %s', (_why, route) => {
    expect(() => serviceApp({ ...parts(), routes: [route] })).toThrow(
      /The routes are faulty:\n {2}(GET|POST) \/a/,
    );
  });
});
