import { afterEach, expect, test } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import type { ConnectionCap } from './cap-connections.ts';
import { openServer } from '../server/server.ts';
import { trustedProxies } from './address.ts';

const sockets: Socket[] = [];
const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(closings.splice(0).map((close) => close()));
});

const nobody = () => false;
async function aServer(perAddress: ConnectionCap) {
  const server = await openServer((_request, response) => response.end('ok'), {
    ...{ host: '127.0.0.1', port: 0, perAddress },
  });
  closings.push(server.close);
  return Number(new URL(server.url).port);
}

/** What the server does with a connection from an address of this machine that asks one thing. */
function ask(port: number, localAddress: string): Promise<'answered' | 'closed'> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  sockets.push(socket);
  return new Promise((resolve) => {
    socket
      .on('error', () => undefined)
      .once('data', () => resolve('answered'))
      .once('close', () => resolve('closed'))
      .write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  });
}
const times = async (count: number, act: () => Promise<string>) => {
  const seen = [];
  for (let time = 0; time < count; time += 1) seen.push(await act());
  return seen;
};

test('closes at once what one address opens beyond its number, and nothing of another', async () => {
  const port = await aServer({ most: 3, isExempt: nobody });
  expect(await times(5, () => ask(port, '127.0.0.1'))).toEqual([
    ...Array<string>(3).fill('answered'),
    ...Array<string>(2).fill('closed'),
  ]);
  expect(await ask(port, '127.0.0.2')).toBe('answered');
});

test('takes an address again when it has closed a connection', async () => {
  const port = await aServer({ most: 1, isExempt: nobody });
  expect(await times(2, () => ask(port, '127.0.0.1'))).toEqual(['answered', 'closed']);
  const [held] = sockets;
  const closed = new Promise((resolve) => held?.once('close', resolve));
  held?.end();
  await closed;
  expect(await ask(port, '127.0.0.1')).toBe('answered');
});

test('a trusted proxy has as many as it needs', async () => {
  const port = await aServer({ most: 1, isExempt: trustedProxies('127.0.0.1/32') });
  expect(await times(3, () => ask(port, '127.0.0.1'))).toEqual(Array<string>(3).fill('answered'));
  expect(await times(2, () => ask(port, '127.0.0.2'))).toEqual(['answered', 'closed']);
});
