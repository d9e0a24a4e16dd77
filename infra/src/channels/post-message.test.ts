import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { certificates, type Certificates } from '@doudi/testing/temporal/certificates';
import { postMessage } from './post-message.ts';

const rule = { resolve: () => Promise.resolve(['127.0.0.1']), isListed: () => true, isProduction: false };
const { signal } = new AbortController();
let certificate: Certificates;
let port = 0;
let requests = 0;
let closeServer: () => void = () => undefined;
beforeAll(async () => {
  certificate = await certificates();
  const { serverKey: key, serverCert: cert } = certificate;
  const server = createServer({ key, cert }, (_request, response) => {
    requests += 1;
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
  closeServer = () => server.close();
});
afterAll(() => closeServer());

const post = (host: string, itsRule: Parameters<typeof postMessage>[1] = rule, withinMs = 5_000) =>
  postMessage({ url: `https://${host}:${port}/`, headers: {}, body: '{}', signal, withinMs }, itsRule);

test('a receiver whose certificate nobody vouches for is sent nothing', async () => {
  expect(await post('localhost')).toEqual({ outcome: 'failed', failure: 'no-answer' });
  expect(requests).toBe(0);
});

test('a name that is not resolved, or not in time, fails', async () => {
  const none = () => Promise.reject(new Error('ENOTFOUND'));
  expect(await post('receiver.test', { ...rule, resolve: none })).toMatchObject({ failure: 'no-answer' });
  const never = () => new Promise<never>(() => undefined);
  expect(await post('receiver.test', { ...rule, resolve: never }, 50)).toMatchObject({ failure: 'too-slow' });
});
