import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { publishedKeys } from './published-keys.ts';

interface Pair {
  readonly privateKey: CryptoKey;
  readonly publicKey: JWK;
  readonly kid: string;
}
const pair = async (kid: string): Promise<Pair> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  return { kid, privateKey, publicKey: { ...(await exportJWK(publicKey)), kid } };
};
const signed = ({ privateKey, kid }: Pair) =>
  new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);

let server: Server;
let first: Pair;
let second: Pair;
let published: readonly Pair[] = [];
let status = 200;
let askings = 0;
let now = 0;
const verifier = () => {
  const { port } = server.address() as AddressInfo;
  const keys = publishedKeys(new URL(`http://127.0.0.1:${port}/jwks`), { now: () => now });
  return async (token: string) =>
    jwtVerify(token, keys).then(
      () => 'verified',
      (error: { code: string }) => error.code,
    );
};
const unknown = 'ERR_JWKS_NO_MATCHING_KEY';
const outOfReach = 'ERR_JOSE_GENERIC';

beforeAll(async () => {
  [first, second] = [await pair('first'), await pair('second')];
  server = createServer((_request, response) => {
    askings += 1;
    response.writeHead(status).end(JSON.stringify({ keys: published.map(({ publicKey }) => publicKey) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close().closeAllConnections());
beforeEach(() => {
  [published, status, askings, now] = [[first], 200, 0, 1_000_000];
});

test('keys are asked for once, also for many tokens at the same moment', async () => {
  const verify = verifier();
  const token = await signed(first);
  expect(await Promise.all([1, 2, 3].map(() => verify(token)))).toEqual(Array(3).fill('verified'));
  now += 599_000;
  expect(await verify(token)).toBe('verified');
  expect(askings).toBe(1);
});

describe('a rotation', () => {
  test('is noticed at the first token of the new key, and the old key is gone with it', async () => {
    const verify = verifier();
    await verify(await signed(first));
    published = [second];
    now += 30_000;
    expect(await verify(await signed(second))).toBe('verified');
    expect(await verify(await signed(first))).toBe(unknown);
    expect(askings).toBe(2);
  });
  test('is noticed after ten minutes without a token of the new key', async () => {
    const verify = verifier();
    await verify(await signed(first));
    published = [second];
    now += 600_000;
    expect(await verify(await signed(first))).toBe(unknown);
    expect(askings).toBe(2);
  });
});

test('a hundred made-up names cost one request in 30 s', async () => {
  const verify = verifier();
  const token = await signed(first);
  await verify(token);
  now += 30_000;
  for (let n = 0; n < 100; n += 1) {
    const { privateKey } = first;
    expect(await verify(await signed({ ...first, privateKey, kid: `made-up-${n}` }))).toBe(unknown);
    now += 100;
  }
  expect(askings).toBe(2);
  expect(await verify(token)).toBe('verified');
});

describe('while the address cannot be had', () => {
  test('the keys known go on, however old, and are asked for again every 30 s at most', async () => {
    const verify = verifier();
    const token = await signed(first);
    await verify(token);
    [status, now] = [500, now + 86_400_000];
    for (let n = 0; n < 10; n += 1) expect(await verify(token)).toBe('verified');
    expect(askings).toBe(2);
    [status, published] = [200, [second]];
    now += 30_000;
    expect(await verify(token)).toBe(unknown);
    expect(askings).toBe(3);
  });
  test('whether a key that is not known is right stays unknown, and costs one request in 30 s', async () => {
    const verify = verifier();
    await verify(await signed(first));
    [status, now] = [500, now + 30_000];
    for (let n = 0; n < 10; n += 1) expect(await verify(await signed(second))).toBe(outOfReach);
    expect(askings).toBe(2);
  });
  test('from the start, it is asked once in a second', async () => {
    const verify = verifier();
    const token = await signed(first);
    status = 500;
    for (let n = 0; n < 10; n += 1) expect(await verify(token)).toBe(outOfReach);
    expect(askings).toBe(1);
    [status, now] = [200, now + 1_000];
    expect(await verify(token)).toBe('verified');
  });
});
