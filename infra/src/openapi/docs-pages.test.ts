import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import request from 'supertest';
import { z } from 'zod';
import { serviceApp } from '../http/app.ts';
import { startGateway } from '../gateway/gateway.ts';
import { get } from '../http/routing/route.ts';
import type { SignIn } from './docs-pages.ts';
import { documentOf, type Document } from './document-of.ts';

const servers: Server[] = [];
const closings: (() => Promise<void>)[] = [];
const documentFor = (name: string, answer: z.ZodType) =>
  documentOf({ title: { zh: name, en: name }, refusals: {} }, [
    get(`/v1/${name}/:no`, {
      summary: { zh: '一', en: 'One' },
      allow: { agent: 'all' },
      params: z.strictObject({ no: z.string() }),
      answer,
      handler: () => Promise.resolve({ body: {} }),
    }),
  ]);
const orders = documentFor('orders', z.object({ no: z.string() }).meta({ id: 'TestShared' }));
const tasks = documentFor('tasks', z.object({ task: z.string() }).meta({ id: 'TestTask' }));
const clash = documentFor('clash', z.object({ other: z.int() }).meta({ id: 'TestShared' }));

/** A service that tells this document; asked for it `times` times. */
async function service(contract: Document, heard = { times: 0 }) {
  const app = serviceApp({
    ...{ routes: [], contract, pool: undefined as never, verify: () => Promise.reject(new Error('asked')) },
    logger: pino({ level: 'silent' }),
  });
  const server = createServer((incoming, outgoing) => {
    heard.times += 1;
    void app(incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
async function gateway(routes: Record<string, string[]>, signIn?: SignIn) {
  const logger = pino({ level: 'silent' });
  const { url, close } = await startGateway({
    host: '127.0.0.1',
    port: 0,
    routes,
    logger,
    ...(signIn && { signIn }),
  });
  closings.push(close);
  return url;
}
const nobody = 'http://127.0.0.1:1';

afterEach(() => Promise.all(closings.splice(0).map((close) => close())));
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

describe('/openapi.json', () => {
  test('of a service is told without token', async () => {
    const answer = await request(await service(orders)).get('/openapi.json');
    expect([answer.status, answer.body]).toEqual([200, orders]);
  });
  test('of the gateway merges those of its services, each asked once', async () => {
    const heard = { times: 0 };
    const [one, two] = [await service(orders, heard), await service(tasks)];
    const url = await gateway({ '/v1/orders': [nobody, one], '/v1/more': [nobody, one], '/v1/tasks': [two] });
    const answer = await request(url).get('/openapi.json');
    expect(answer.status).toBe(200);
    const merged = answer.body as Document;
    expect(Object.keys(merged.paths)).toEqual(['/v1/orders/{no}', '/v1/tasks/{no}']);
    const schemas = Object.keys(merged.components['schemas'] ?? {});
    expect(schemas.filter((name) => !/.Problem$/.test(name))).toEqual([
      ...['Fault', 'Problem', 'TestShared', 'TestTask'],
    ]);
    const responses = merged.paths['/v1/tasks/{no}']?.['get']?.['responses'];
    expect(responses).toMatchObject({ 502: { $ref: '#/components/responses/UnknownOutcome' } });
    await request(url).get('/openapi.json').expect(200);
    expect(heard.times).toBe(1);
  });
  test('cannot be had while a service is down, and is tried again', async () => {
    const routes = { '/v1/orders': [await service(orders)], '/v1/tasks': [nobody] };
    const url = await gateway(routes);
    const answer = await request(url).get('/openapi.json');
    expect(answer.body).toMatchObject({ status: 503, type: '/problems/unavailable' });
    expect(answer.headers['retry-after']).toBe('2');
    routes['/v1/tasks'].splice(0, 1, await service(tasks));
    await request(url).get('/openapi.json').expect(200);
  });
  test('cannot be had when two services mean different things by one name', async () => {
    const url = await gateway({ '/v1/orders': [await service(orders)], '/v1/clash': [await service(clash)] });
    await request(url).get('/openapi.json').expect(503);
  });
});

describe('/docs', () => {
  test('is a page of this address alone, without inline scripts or styles', async () => {
    const url = await gateway({});
    const page = await request(url).get('/docs');
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none';script-src 'self';style-src 'self'/,
    );
    expect(page.headers['content-security-policy']).not.toMatch(/unsafe|http/);
    expect(page.text).not.toMatch(/<style|style=|onload|https?:/);
    const parts = [...page.text.matchAll(/(?:src|href)="(\/docs[^"]*)"/g)].map(([, part]) => part ?? '');
    expect(parts).toHaveLength(5);
    for (const part of parts) await request(url).get(part).expect(200);
    expect((await request(url).get('/docs/start.js')).headers['content-type']).toMatch(/javascript/);
  });
  test.each(['/docs/', '/docs/index.html', '/docs/../package.json', '/docs/%2e%2e/package.json', '/openapi'])(
    'has nothing at %s',
    async (path) => {
      const answer = await request(await gateway({})).get(path);
      expect(answer.body).toMatchObject({ status: 404, type: '/problems/no-such-url' });
    },
  );
  test.each([
    ['told', { authorizationUrl: '/sign-in', tokenUrl: '/token', clientId: 'docs' }],
    ['null where nobody can', undefined],
  ])('where people sign in is %s', async (_what, signIn) => {
    const answer = await request(await gateway({}, signIn)).get('/docs/sign-in.json');
    expect([answer.status, answer.body]).toEqual([200, signIn ?? null]);
  });
  test('comes back from a sign-in to a page as strict', async () => {
    const url = await gateway({});
    const page = await request(url).get('/docs/oauth2-redirect.html').expect(200);
    expect(page.headers['content-security-policy']).not.toMatch(/unsafe|http/);
    expect(page.text).toMatch(/<script src="oauth2-redirect.js">/);
    await request(url).get('/docs/oauth2-redirect.js').expect(200);
  });
  test.each(['/docs', '/openapi.json', '/problems/invalid', '/'])('%s is only read', async (path) => {
    const answer = await request(await gateway({})).post(path);
    expect(answer.body).toMatchObject({ status: 405, type: '/problems/wrong-verb' });
    expect(answer.headers['allow']).toBe('GET, HEAD');
  });
});
