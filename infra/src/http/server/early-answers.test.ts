import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { z } from 'zod';
import { startGateway } from '../../gateway/gateway.ts';
import { post, type Route } from '../routing/route.ts';
import { openServer } from './server.ts';
import { testApp } from '@doudi/testing/http/test-app';

jest.setTimeout(60_000);

const routes: Route[] = [
  post('/v1/notes', {
    allow: { agent: 'all' },
    body: z.strictObject({ text: z.string() }),
    handler: () => Promise.resolve({ body: {} }),
  }),
];
const MiB = 1_048_576;
/** What a service may have read of one sender when it has refused him: the limit, the grace, and what was on its way. */
const mostRead = 2 * MiB;
/** And what he may be rid of: systems hold up to 32 MiB in each buffer without anybody reading it. */
const mostSent = 80 * MiB;
const limits = { headersTimeout: 600, requestTimeout: 1_500, connectionsCheckingInterval: 100 };

/** The connections on which requests came to the service. */
const taken = new Set<Socket>();
const take = (message: unknown) => {
  const { socket } = message as { socket: Socket };
  if (socket.localPort === Number(new URL(service.url).port)) taken.add(socket);
};
const readByService = () => [...taken].reduce((sum, { bytesRead }) => sum + bytesRead, 0);
beforeEach(() => {
  taken.clear();
  subscribe('http.server.request.start', take);
});
afterEach(() => void unsubscribe('http.server.request.start', take));

let shell: Awaited<ReturnType<typeof testApp>>;
let service: Awaited<ReturnType<typeof openServer>>;
let gateway: Awaited<ReturnType<typeof startGateway>>;
beforeAll(async () => {
  shell = await testApp(routes);
  service = await openServer(shell.app, { host: '127.0.0.1', port: 0, limits });
  const logger = pino({ level: 'silent' });
  gateway = await startGateway({
    ...{ host: '127.0.0.1', port: 0, logger, limits },
    routes: { '/v1/notes': [service.url] },
  });
});
afterAll(async () => {
  await gateway.close();
  await service.close();
  await shell.close();
});
const urls = { service: () => service.url, gateway: () => gateway.url };
const both = ['service', 'gateway'] as const;

const head = (framing: string, token = shell.agent) =>
  ['POST /v1/notes HTTP/1.1', 'Host: x', `Authorization: ${token}`, 'Idempotency-Key: flood-1']
    .concat('Content-Type: application/json', framing, '', '')
    .join('\r\n');

interface Seen {
  readonly text: string;
  /** bytes the system took off the sender's hands */
  readonly sent: number;
  /** real milliseconds from the answer to the end of the connection */
  readonly lingered: number;
}

/** Sends for ever, as fast as it is taken or `everyMs`, without looking at the answer, until the connection is ended. */
async function flood(
  url: string,
  { start, chunk, everyMs }: { start: string; chunk: Buffer; everyMs?: number },
): Promise<Seen> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let [text, answeredAt] = ['', 0];
  socket
    .on('error', () => undefined)
    .on('data', (data: Buffer) => {
      answeredAt ||= Date.now();
      text += data.toString();
    });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(start);
  const send = async () => {
    while (!socket.destroyed && socket.writable) {
      if (everyMs) await pause(everyMs);
      if (!socket.write(chunk)) await Promise.race([drained(socket), closed]);
    }
  };
  await Promise.all([send(), closed]);
  return { text, sent: socket.bytesWritten - socket.writableLength, lingered: Date.now() - answeredAt };
}
const drained = (socket: Socket) => new Promise((resolve) => socket.once('drain', resolve));
const chunked = (size: number) =>
  Buffer.concat([Buffer.from(`${size.toString(16)}\r\n`), Buffer.alloc(size, 'x'), Buffer.from('\r\n')]);
const [sized, endless] = ['Content-Length: 104857600', 'Transfer-Encoding: chunked'];

describe.each(both)('the %s', (where) => {
  test.each([
    ['a body of 100 MB', sized, Buffer.alloc(65_536, 'x')],
    ['a body that never ends', endless, chunked(65_536)],
  ])('refuses %s early, says so, and soon reads no more of it', async (_what, framing, chunk) => {
    const { text, sent, lingered } = await flood(urls[where](), { start: head(framing), chunk });
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    expect(text).toMatch(/\r\nConnection: close\r\n/i);
    expect(text).toContain('"/problems/body-too-large"');
    expect(readByService()).toBeGreaterThan(0);
    expect(readByService()).toBeLessThan(mostRead);
    expect(sent).toBeLessThan(mostSent);
    expect(lingered).toBeLessThan(5_000);
  });
  test('reads no more of a body whose sender it does not know', async () => {
    const start = head(endless, 'Bearer nonsense');
    const { text, sent } = await flood(urls[where](), { start, chunk: chunked(65_536) });
    expect(text).toMatch(/^HTTP\/1\.1 401 /);
    expect(sent).toBeLessThan(mostSent);
    expect(readByService()).toBeLessThan(mostRead);
  });
  test('reads no more of a body sent to a URL that is not there', async () => {
    const start = head(sized).replace('/v1/notes', '/v1/notices');
    const { text, sent } = await flood(urls[where](), { start, chunk: Buffer.alloc(65_536, 'x') });
    expect(text).toMatch(/^HTTP\/1\.1 404 /);
    expect(sent).toBeLessThan(mostSent);
  });
  test('ends a body that comes drop by drop and never ends with 408', async () => {
    const { text } = await flood(urls[where](), { start: head(endless), chunk: chunked(1), everyMs: 20 });
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
  });
  test('ends a head that comes drop by drop with 408', async () => {
    const start = head(sized).replace(/\r\n\r\n$/, '\r\nX-Slow: ');
    const { text } = await flood(urls[where](), { start, chunk: Buffer.from('x'), everyMs: 20 });
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
  });
  test('lets a sender of somewhat too much see the answer, who looks only when all is sent', async () => {
    const body = `{"text": "${'x'.repeat(400_000)}"}`;
    const sending = httpRequest(`${urls[where]()}/v1/notes`, {
      method: 'POST',
      headers: { authorization: shell.agent, 'content-type': 'application/json', 'idempotency-key': 'big-1' },
    });
    const status = new Promise<number | undefined>((resolve, reject) => {
      sending.on('error', reject).on('response', (response) => resolve(response.resume().statusCode));
    });
    sending.end(body);
    expect(await status).toBe(413);
  });
  test('keeps the connection of who sends a little in vain', async () => {
    const socket = connect(Number(new URL(urls[where]()).port), '127.0.0.1');
    let text = '';
    socket.on('data', (data: Buffer) => (text += data.toString()));
    for (let turn = 1; turn <= 3; turn += 1) {
      socket.write(head('Content-Length: 8', 'Bearer nonsense') + '{"a": 1}');
      while (text.split('HTTP/1.1 401').length <= turn) await pause(10);
    }
    expect(text).not.toMatch(/Connection: close/i);
    socket.destroy();
  });
});
