import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { openServer } from './server.ts';

jest.setTimeout(30_000);

let server: Awaited<ReturnType<typeof openServer>>;
beforeAll(async () => {
  server = await openServer(
    (request, response) => void request.resume().on('end', () => response.end('ok')),
    {
      host: '127.0.0.1',
      port: 0,
      maxConnections: 5,
      limits: {
        headersTimeout: 400,
        requestTimeout: 800,
        connectionsCheckingInterval: 100,
        keepAliveTimeout: 300,
      },
    },
  );
});
afterAll(() => server.close());

/** All that comes back until the server ends the connection. */
async function exchange(say: (socket: Socket) => unknown): Promise<{ text: string; ms: number }> {
  const from = Date.now();
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  const chunks: string[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk.toString())).on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await say(socket);
  await closed;
  return { text: chunks.join(''), ms: Date.now() - from };
}
const problemIn = (text: string) => JSON.parse(text.split('\r\n\r\n')[1] ?? '') as Record<string, unknown>;
const head = 'POST / HTTP/1.1\r\nHost: x\r\n';

describe('a connection is ended', () => {
  test('with 408 when the head does not arrive in time', async () => {
    const { text, ms } = await exchange((socket) => socket.write(head));
    expect(text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(problemIn(text)).toMatchObject({ type: '/problems/too-slow', status: 408 });
    expect(ms).toBeLessThan(1_500);
  });
  test('with 408 when a body comes drop by drop', async () => {
    const { text, ms } = await exchange(async (socket) => {
      socket.write(`${head}Content-Length: 1000\r\n\r\n`);
      for (let drop = 0; drop < 30 && !socket.destroyed; drop += 1) {
        socket.write('x');
        await pause(50);
      }
    });
    expect(text).toMatch(/^HTTP\/1\.1 408/);
    expect(ms).toBeLessThan(3_000);
  });
  test('with 431 when the headers are too large', async () => {
    const { text } = await exchange((socket) => socket.write(`${head}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`));
    expect(text).toMatch(/^HTTP\/1\.1 431 /);
    expect(problemIn(text)).toMatchObject({
      type: '/problems/headers-too-large',
      requestId: expect.any(String),
    });
  });
  test('with 400 when it is not HTTP', async () => {
    const { text } = await exchange((socket) => socket.write('hello\r\n\r\n'));
    expect(problemIn(text)).toMatchObject({ type: '/problems/bad-request', status: 400 });
  });
  test('when it rests too long between requests', async () => {
    const { text, ms } = await exchange((socket) => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    expect(text).toMatch(/^HTTP\/1\.1 200/);
    expect(ms).toBeLessThan(3_000);
  });
  test('at once when there are too many', async () => {
    const held = Array.from({ length: 5 }, () => connect(Number(new URL(server.url).port), '127.0.0.1'));
    await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    const { text, ms } = await exchange(() => undefined);
    expect([text, ms < 300]).toEqual(['', true]);
    for (const socket of held) socket.destroy();
  });
});
