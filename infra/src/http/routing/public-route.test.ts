import { testApp } from '@doudi/testing/http/test-app';
import { pino } from 'pino';
import request from 'supertest';
import { z } from 'zod';
import { documentOf } from '../../openapi/document-of.ts';
import { serviceApp } from '../app.ts';
import { openRates } from '../limits/rate-limits.ts';
import { get, post, type Route } from './route.ts';

const open = get('/v1/open', {
  allow: {},
  public: true,
  summary: { zh: '公开', en: 'Open' },
  answer: z.strictObject({ who: z.string(), all: z.boolean() }),
  handler: ({ caller, scope }) => Promise.resolve({ body: { who: caller.subject, all: scope.all } }),
});

let shell: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => void (shell = await testApp([open])));
afterAll(() => shell.close());

test.each([undefined, 'Bearer none', ''])(
  'a public URL does not look at the token %p, and knows nobody',
  async (token) => {
    const asked = request(shell.app).get('/v1/open');
    const answer = await (token === undefined ? asked : asked.set('Authorization', token));
    expect([answer.status, answer.body]).toEqual([200, { who: 'anybody', all: false }]);
  },
);

test('it is limited by the address, and apart from everything else', async () => {
  const rates = openRates(shell.pool, { public: 2, read: 1, upload: 1, write: 1, address: 1_000 });
  const atOnce = { public: 9, read: 1, upload: 1, write: 1 };
  const app = serviceApp({
    ...{ routes: [open], pool: shell.pool, verify: shell.identity.verify, limits: { rates, atOnce } },
    logger: pino({ level: 'silent' }),
  });
  const ask = async (address: string) =>
    (await request(app).get('/v1/open').set('X-Forwarded-For', address)).status;
  const first = [await ask('192.0.2.1'), await ask('192.0.2.1'), await ask('192.0.2.1')];
  expect(first).toEqual([200, 200, 429]);
  expect(await ask('192.0.2.2')).toBe(200);
});

test('the contract says that it needs no token', () => {
  const { paths } = documentOf({ title: { zh: '测', en: 'Test' }, refusals: {} }, [open]);
  const operation = paths['/v1/open']?.['get'];
  const responses = operation?.['responses'] ?? {};
  expect(operation?.['security']).toEqual([]);
  expect(Object.keys(responses)).not.toContain('401');
  expect(Object.keys(responses)).not.toContain('403');
});

test.each([
  ['names roles', { ...open, allow: { agent: 'all' } }, /anybody may: name no roles/],
  ['unmasks', { ...open, audits: true }, /edits, uploads and unmasks nothing/],
  [
    'edits',
    { ...post('/v1/open', open), edits: true, transaction: true },
    /edits, uploads and unmasks nothing/,
  ],
] as const)('a public URL that %s is refused before it is served', (_what, route, why) => {
  const { pool, identity, logger } = shell;
  expect(() => serviceApp({ routes: [route as Route], pool, verify: identity.verify, logger })).toThrow(why);
});
