import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { z } from 'zod';
import { type Answer, conflict, get, post, type Route, serviceApp } from '@doudi/infra/http';
import { testApp } from '../http/test-app.ts';
import { documentOf, type Document } from '@doudi/infra/openapi';
import { checkedProxy } from './checked-proxy.ts';

const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
let shell: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  shell = await testApp([]);
});
afterAll(async () => {
  told.mockRestore();
  await shell.close();
});

const summary = { zh: '一', en: 'One' };
const said = { summary, allow: { agent: 'all' } as const, answer: z.strictObject({ no: z.string() }) };
const answering = (answer: Answer, more: Partial<Route> = {}) =>
  get('/v1/a', { ...said, ...more, handler: () => Promise.resolve(answer) });
const body = z.strictObject({ size: z.int() });
const taking = (answer: Answer) => post('/v1/a', { ...said, body, handler: () => Promise.resolve(answer) });
const refusing = (type: string) =>
  get('/v1/a', {
    ...said,
    refuses: ['order-closed', 'order-open'],
    handler: () => Promise.reject(conflict(type, summary)),
  });
const good: Answer = { body: { no: '1' } };
const plain: Answer = { body: 'order 1', headers: { 'content-type': 'text/plain; charset=utf-8' } };

const words = { title: summary, help: summary };
const documentFor = (route: Route): Document =>
  documentOf({ title: summary, refusals: { 'order-closed': words, 'order-open': words } }, [route]);

/** Promises one header more than is sent. */
function withPages(): Document {
  const pages = { required: true, schema: { type: 'integer' } };
  const text = JSON.stringify(documentFor(answering(good)));
  return JSON.parse(text.replaceAll('"ETag":', `"X-Pages":${JSON.stringify(pages)},"ETag":`)) as Document;
}

interface Scene {
  readonly served: Route;
  readonly promised?: Document;
  readonly sent?: { readonly size: unknown };
  readonly token?: string;
}
/** What comes through the proxy, and the breaches its `close` reports. */
async function play({ served, promised = documentFor(served), sent, token }: Scene) {
  const { pool, identity, logger } = shell;
  const proxy = await checkedProxy(
    promised,
    serviceApp({ routes: [served], pool, verify: identity.verify, logger }),
  );
  const asked = sent ? request(proxy.url).post('/v1/a').send(sent) : request(proxy.url).get('/v1/a');
  const { status, text } = await asked
    .set('Idempotency-Key', randomUUID())
    .set('Authorization', token ?? shell.agent);
  const told = await proxy.close().then(
    () => '',
    ({ message }: Error) => message,
  );
  return { status, text, told };
}

test.each<[string, Scene, number]>([
  ['an answer as described', { served: answering(good) }, 200],
  ['a text that is described', { served: answering(plain, { text: 'text/plain' }) }, 200],
  ['a refusal that is described', { served: refusing('order-closed') }, 409],
  ['a request that both refuse', { served: taking(good), sent: { size: 'x' } }, 400],
  ['a request without token', { served: answering(good), token: '' }, 401],
])('%s passes as it is', async (_what, scene, expected) => {
  const { status, text, told } = await play(scene);
  expect([status, told]).toEqual([expected, '']);
  expect(text).not.toBe('');
});

test.each<[string, Scene, RegExp]>([
  ['another status', { served: answering({ ...good, status: 201 }) }, /→ 201: this status is not described/],
  ['another body', { served: answering({ body: { no: 1 } }) }, /→ 200: .*no must be string/],
  [
    'more than is described',
    { served: answering({ body: { no: '1', secret: 2 } }) },
    /additional properties/,
  ],
  ['a text that is not described', { served: answering(plain) }, /a body of text\/plain is not described/],
  [
    'a Location that is not described',
    { served: answering({ ...good, headers: { location: '/v1/a/1' } }) },
    /a Location is not described/,
  ],
  [
    'a Location that is described and missing',
    { served: answering(good, { location: true }) },
    /the header Location is missing/,
  ],
  ['another refusal', { served: refusing('odd') }, /→ 409: .*must be equal to one of the allowed values/],
  [
    'a header that is missing',
    { served: answering(good), promised: withPages() },
    /the header X-Pages is missing/,
  ],
  [
    'a request that only the document refuses',
    {
      served: taking(good),
      promised: documentFor(
        post('/v1/a', { ...taking(good), body: z.strictObject({ size: z.int().max(5) }) }),
      ),
      sent: { size: 6 },
    },
    /POST \/v1\/a → 200: the document refuses it \(.*must be <= 5\), the service did not/,
  ],
])('%s is a breach that cannot be overlooked', async (_what, scene, breach) => {
  const { status, text, told } = await play(scene);
  expect(status).toBe(500);
  expect(text).toMatch(breach);
  expect(told).toMatch(breach);
});
