import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, request as httpRequest, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import request from 'supertest';
import { steadyPort } from '@doudi/local';
import { startGateway } from './gateway.ts';
import { openRotation } from './rotation.ts';
import { trustedProxies } from '../http/limits/address.ts';
import { openServer } from '../http/server/server.ts';

const logger = pino({ level: 'silent' });
const servers: Server[] = [];
const closings: (() => Promise<void>)[] = [];

async function service(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const named = (name: string) =>
  service((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () =>
      outgoing.end(
        JSON.stringify({
          name,
          url: incoming.url,
          id: incoming.headers['x-request-id'],
          body: Buffer.concat(chunks).toString(),
        }),
      ),
    );
  });
async function gateway(routes: Record<string, string[]>, rotation = openRotation()) {
  const opened = await startGateway({ host: '127.0.0.1', port: 0, routes, rotation, logger });
  closings.push(opened.close);
  return opened.url;
}
const nobody = 'http://127.0.0.1:1';

let [one, two] = ['', ''];
beforeAll(async () => {
  [one, two] = await Promise.all([named('one'), named('two')]);
});
afterEach(() => Promise.all(closings.splice(0).map((close) => close())));
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

describe('the gateway', () => {
  test('passes on what is no part of the document too, and asks it for none', async () => {
    const pages = { '/identity': [one] };
    const opened = await startGateway({ host: '127.0.0.1', port: 0, routes: {}, pages, logger });
    closings.push(opened.close);
    const answer = await request(opened.url).get('/identity/auth?x=1').expect(200);
    expect(JSON.parse(answer.text)).toMatchObject({ name: 'one', url: '/identity/auth?x=1' });
    expect((await request(opened.url).get('/openapi.json')).status).toBe(200);
  });
  test('passes a request to the service of its prefix, with its query, body and a request id', async () => {
    const url = await gateway({ '/v1/orders': [one], '/v1/tasks': [two] });
    const answer = await request(url)
      .post('/v1/tasks/7?x=%20y')
      .send('{"a": 1}')
      .set('Content-Type', 'application/json');
    expect(JSON.parse(answer.text)).toEqual({
      name: 'two',
      url: '/v1/tasks/7?x=%20y',
      id: expect.stringMatching(/^[\w-]{36}$/),
      body: '{"a": 1}',
    });
    const kept = await request(url).get('/v1/orders').set('X-Request-Id', 'my-own-id-1');
    expect(JSON.parse(kept.text)).toMatchObject({ name: 'one', id: 'my-own-id-1' });
  });
  test('lists its prefixes', async () => {
    const answer = await request(await gateway({ '/v1/orders': [one], '/v1/tasks': [two] })).get('/');
    expect(answer.body).toEqual({ prefixes: ['/v1/orders', '/v1/tasks'] });
  });
  test.each(['/v1/ordersx', '/v1', '/v2/orders', '//v1/orders', '/V1/orders'])(
    'does not know %s',
    async (path) => {
      const answer = await request(await gateway({ '/v1/orders': [one] })).get(path);
      expect(answer.status).toBe(404);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(answer.body).toMatchObject({
        type: '/problems/no-such-url',
        requestId: answer.headers['x-request-id'],
      });
    },
  );
  test('takes instances in turn', async () => {
    const url = await gateway({ '/v1/orders': [one, two] });
    const names = [];
    for (let turn = 0; turn < 4; turn += 1)
      names.push((JSON.parse((await request(url).get('/v1/orders')).text) as { name: string }).name);
    expect(names).toEqual(['one', 'two', 'one', 'two']);
  });
  test('sends nothing to an instance that was removed until it is added again', async () => {
    const rotation = openRotation();
    const url = await gateway({ '/v1/orders': [one, two] }, rotation);
    const ask = async () =>
      (JSON.parse((await request(url).get('/v1/orders')).text) as { name: string }).name;
    await rotation.remove(one);
    expect([await ask(), await ask()]).toEqual(['two', 'two']);
    rotation.add(one);
    expect([await ask(), await ask()].sort()).toEqual(['one', 'two']);
    await Promise.all([rotation.remove(one), rotation.remove(two)]);
    const answer = await request(url).post('/v1/orders').send({ a: 1 });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2']);
  });
  test('lets the requests of an instance that is removed be answered first', async () => {
    const rotation = openRotation();
    const slow = await service((_incoming, outgoing) => void setTimeout(() => outgoing.end('ok'), 200));
    const url = await gateway({ '/v1/orders': [slow] }, rotation);
    const order: string[] = [];
    const asked = request(url)
      .get('/v1/orders')
      .then(({ text }) => order.push(text));
    await pause(100);
    await rotation.remove(slow).then(() => order.push('removed'));
    await asked;
    expect(order.sort()).toEqual(['ok', 'removed']);
  });
  test('loses no request while its instances are stopped and started in turn', async () => {
    const slowly: RequestListener = (incoming, outgoing) =>
      void incoming.resume().on('end', () => setTimeout(() => outgoing.end('ok'), 20));
    const ports = [await steadyPort(), await steadyPort()];
    const start = (port: number) => openServer(slowly, { host: '127.0.0.1', port });
    const instances = await Promise.all(ports.map(start));
    const urls = ports.map((port) => `http://127.0.0.1:${port}`);
    const rotation = openRotation();
    const url = await gateway({ '/v1/orders': urls }, rotation);
    const statuses: number[] = [];
    let isOver = false;
    const callers = Array.from({ length: 10 }, async () => {
      while (!isOver) statuses.push((await request(url).post('/v1/orders').send({ a: 1 })).status);
    });
    for (let turn = 0; turn < 20; turn += 1) {
      await rotation.remove(urls[turn % 2] ?? '');
      await instances[turn % 2]?.close();
      await pause(100);
      instances[turn % 2] = await start(ports[turn % 2] ?? 0);
      rotation.add(urls[turn % 2] ?? '');
    }
    isOver = true;
    await Promise.all(callers);
    await Promise.all(instances.map((instance) => instance.close()));
    expect(statuses.length).toBeGreaterThan(20);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  });
  test('leaves no connection behind when the caller goes away', async () => {
    const calm = createServer(() => undefined);
    await new Promise<void>((resolve) => calm.listen(0, '127.0.0.1', resolve));
    servers.push(calm);
    const url = await gateway({
      '/v1/orders': [`http://127.0.0.1:${(calm.address() as AddressInfo).port}`],
    });
    const asking = httpRequest(`${url}/v1/orders`).on('error', () => undefined);
    asking.end();
    await new Promise((resolve) => calm.once('request', resolve));
    asking.destroy();
    const open = () =>
      new Promise<number>((resolve) => calm.getConnections((_error, count) => resolve(count)));
    for (let turn = 0; turn < 100 && (await open()) > 0; turn += 1) await pause(20);
    expect(await open()).toBe(0);
  });
  test.each([
    ['nobody', '', /^(::ffff:)?127\.0\.0\.1$/],
    ['a proxy that is trusted', 'loopback', /^192\.0\.2\.7, ?(::ffff:)?127\.0\.0\.1$/],
  ])(
    'names to the service the address a request came from, and what %s says of it',
    async (_who, networks, named) => {
      const echo = await service((incoming, outgoing) => outgoing.end(incoming.headers['x-forwarded-for']));
      const isTrusted = trustedProxies(networks);
      const opened = await startGateway({
        ...{ host: '127.0.0.1', port: 0, routes: { '/v1/orders': [echo] }, isTrusted, logger },
      });
      closings.push(opened.close);
      const answer = await request(opened.url).get('/v1/orders').set('X-Forwarded-For', '192.0.2.7');
      expect(answer.text).toMatch(named);
    },
  );
  test('says that a service is down, to be tried again', async () => {
    const answer = await request(await gateway({ '/v1/orders': [nobody] }))
      .post('/v1/orders')
      .send({ a: 1 });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2']);
    expect(answer.body).toMatchObject({
      type: '/problems/unavailable',
      status: 503,
      requestId: answer.headers['x-request-id'],
    });
  });
  test('says that the outcome is unknown when a service falls silent in the middle', async () => {
    const dying = await service((incoming) => incoming.socket.destroy());
    const answer = await request(await gateway({ '/v1/orders': [dying] }))
      .post('/v1/orders')
      .send({ a: 1 });
    expect(answer.body).toMatchObject({ type: '/problems/outcome-unknown', status: 502 });
  });
  test('cuts an answer short that its service cut short', async () => {
    const half = await service((_incoming, outgoing) => {
      outgoing.writeHead(200, { 'Content-Length': 100 }).write('half');
      setTimeout(() => outgoing.destroy(), 50);
    });
    await expect(request(await gateway({ '/v1/orders': [half] })).get('/v1/orders')).rejects.toThrow(
      /aborted|hang up/,
    );
  });
  test('passes bodies on as they come', async () => {
    const echo = await service((incoming, outgoing) => void incoming.pipe(outgoing));
    const url = await gateway({ '/v1/orders': [echo] });
    const sending = httpRequest(`${url}/v1/orders`, { method: 'POST' });
    sending.write('first');
    const answer = await new Promise<string>((resolve) => {
      sending.on('response', (coming) => coming.once('data', (chunk: Buffer) => resolve(chunk.toString())));
    });
    expect(answer).toBe('first');
    sending.end();
  });
  test('tells in one sentence that its port is taken', async () => {
    const port = Number(new URL(one).port);
    await expect(startGateway({ host: '127.0.0.1', port, routes: {}, logger })).rejects.toThrow(
      `port ${port} of 127.0.0.1 is taken by another program`,
    );
  });
});
