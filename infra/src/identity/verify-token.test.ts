import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPublicKey, createSecretKey } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompactSign, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { tokenVerifier } from './verify-token.ts';
import type { Problem } from '../http/problems/problem.ts';
import { testIdentity } from '@doudi/testing/identity';

const pem = { type: 'spki', format: 'pem' } as const;
const caller = { subject: 'user-1', roles: ['reviewer'], department: 'NRP' } as const;
let identity: Awaited<ReturnType<typeof testIdentity>>;
beforeAll(async () => {
  identity = await testIdentity();
});

const unsigned = (claims: object = {}, header: object = {}) =>
  new SignJWT({ roles: ['agent'], ...claims })
    .setProtectedHeader({ alg: 'ES256', ...header })
    .setSubject('user-1')
    .setIssuer(identity.issuer)
    .setAudience(identity.audience)
    .setExpirationTime('5m');
const refusal = (authorization: string | undefined) =>
  identity.verify(authorization).then(
    () => undefined,
    (error: unknown) => {
      const { title, detail, help: _help, ...rest } = (error as Problem).problem;
      return { ...rest, title: title.en, detail: detail?.en };
    },
  );
const refusalOf = async (token: Promise<string> | string) => refusal(`Bearer ${await token}`);

test('the caller is known by subject, roles, department and uscc', async () => {
  expect(await identity.verify(await identity.bearer(caller))).toEqual(caller);
  const enterprise = { subject: 'e', roles: ['enterprise'], uscc: '91410000X' } as const;
  expect(await identity.verify(await identity.bearer(enterprise))).toEqual(enterprise);
});
test('roles that are not known here are passed over', async () => {
  const token = await unsigned({ roles: ['root', 7, 'checker'] }).sign(identity.privateKey);
  expect((await identity.verify(`bearer ${token}`)).roles).toEqual(['checker']);
});
test.each([
  ['behind', (by: string) => unsigned().setExpirationTime(`${by} ago`), 'The token has expired'],
  ['ahead', (by: string) => unsigned().setNotBefore(`${by} from now`), 'The token is not valid yet'],
])('an issuer’s clock may be 30 seconds %s, not a minute', async (_way, token, detail) => {
  expect(await refusalOf(token('20s').sign(identity.privateKey))).toBeUndefined();
  expect(await refusalOf(token('1m').sign(identity.privateKey))).toMatchObject({ status: 401, detail });
});
test.each([undefined, 'JWT', 'at+jwt', 'application/at+jwt'])(
  'a token of the kind %s speaks for its caller',
  async (typ) => {
    const token = unsigned({}, typ ? { typ } : {});
    expect(await refusalOf(token.sign(identity.privateKey))).toBeUndefined();
  },
);
test('of a claim that is there twice the last one counts, for everything', async () => {
  const { iss, aud, exp } = {
    iss: identity.issuer,
    aud: identity.audience,
    exp: Math.floor(Date.now() / 1_000) + 60,
  };
  const rest = JSON.stringify({ iss, aud, exp }).slice(1);
  const claims = `{"sub":"user-1","sub":"user-2","roles":["administrator"],"roles":["agent"],${rest}`;
  const sign = new CompactSign(Buffer.from(claims)).setProtectedHeader({ alg: 'ES256' });
  const verified = await identity.verify(`Bearer ${await sign.sign(identity.privateKey)}`);
  expect(verified).toEqual({ subject: 'user-2', roles: ['agent'] });
});

describe('refused is', () => {
  test('no token, and a header of another form', async () => {
    expect(await refusal(undefined)).toMatchObject({ status: 401, type: 'no-token' });
    expect(await refusal('Basic dXNlcjpwYXNz')).toMatchObject({ status: 401, type: 'invalid-token' });
  });
  test('a token without signature (alg none)', async () => {
    const token = new UnsecuredJWT({ roles: ['administrator'] }).setSubject('x').setIssuer(identity.issuer);
    expect(
      await refusalOf(token.setAudience(identity.audience).setExpirationTime('5m').encode()),
    ).toMatchObject({ status: 401 });
  });
  test.each([
    ['PEM', () => createPublicKey({ key: identity.publicKey, format: 'jwk' }).export(pem).toString()],
    ['JWK', () => JSON.stringify(identity.publicKey)],
  ])(
    'a token signed with the public key as a shared secret (HS256 with its %s)',
    async (_form, published) => {
      const secret = createSecretKey(published(), 'utf8');
      expect(await refusalOf(unsigned({}, { alg: 'HS256' }).sign(secret))).toMatchObject({
        status: 401,
        detail: 'The token is signed with an algorithm that is not accepted',
      });
    },
  );
  test('a token of another key', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await refusalOf(unsigned().sign(privateKey))).toMatchObject({
      detail: 'The signature of the token does not fit',
    });
    const other = await generateKeyPair('EdDSA');
    const eddsa = unsigned({}, { alg: 'EdDSA' }).sign(other.privateKey);
    expect(await refusalOf(eddsa)).toMatchObject({ detail: 'The signature of the token does not fit' });
  });
  test('a token of 15,000 characters, unread', async () => {
    const token = unsigned({ more: 'x'.repeat(11_000) }).sign(identity.privateKey);
    expect(await refusalOf(token)).toMatchObject({ status: 401, detail: 'The token is too long' });
  });
  test.each([
    ['demands what is not known (crit)', { crit: ['tenant'], tenant: 1 }, 'The token cannot be read'],
    ['is an order to log out', { typ: 'logout+jwt' }, 'The token is not one for callers'],
    ['is a proof of a key', { typ: 'dpop+jwt' }, 'The token is not one for callers'],
  ])('a token that %s', async (_what, header, detail) => {
    const token = unsigned({}, header);
    const options = 'crit' in header ? { crit: { tenant: true } } : {};
    expect(await refusalOf(token.sign(identity.privateKey, options))).toMatchObject({ status: 401, detail });
  });
  test('a token whose claims were changed', async () => {
    const [head, , signature] = (await unsigned().sign(identity.privateKey)).split('.');
    const claims = Buffer.from(JSON.stringify({ sub: 'x', roles: ['administrator'] })).toString('base64url');
    expect(await refusalOf(`${head}.${claims}.${signature}`)).toMatchObject({ status: 401 });
  });
  test.each([
    ['another audience', { aud: 'other' }, 'The token is for another audience'],
    ['another issuer', { iss: 'https://evil.test' }, 'The token is from another issuer'],
    ['no subject', { sub: undefined }, 'The token lacks the claim sub'],
    ['no end', { exp: undefined }, 'The token lacks the claim exp'],
    ['roles that are no list', { roles: 'agent' }, 'The claim roles has the wrong form'],
    ['a subject with spaces', { sub: 'Wang Wu' }, 'The claim sub has the wrong form'],
  ])('a token of %s', async (_what, claims, detail) => {
    const token = new SignJWT({
      sub: 'user-1',
      iss: identity.issuer,
      aud: identity.audience,
      exp: Math.floor(Date.now() / 1000) + 60,
      roles: [],
      ...claims,
    } as JWTPayload);
    expect(await refusalOf(token.setProtectedHeader({ alg: 'ES256' }).sign(identity.privateKey))).toEqual({
      type: 'invalid-token',
      status: 401,
      title: 'The token is not valid',
      detail,
    });
  });
});

describe('keys of an address', () => {
  let server: Server;
  let answer = { status: 200, body: '' };
  let asked: string[] = [];
  const keys = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  const verifier = () =>
    tokenVerifier({ jwksUrl: keys(), issuer: identity.issuer, audience: identity.audience });
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(answer.status).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('are fetched and accepted', async () => {
    answer = { status: 200, body: JSON.stringify({ keys: [identity.publicKey] }) };
    expect(await verifier()(await identity.bearer(caller))).toEqual(caller);
  });
  test.each([
    ['a path', '../../../../../etc/passwd'],
    ['a piece of SQL', "' or 1=1; drop table orders --"],
    ['an address', 'http://127.0.0.1:1/keys'],
    ['a name of an object', '__proto__'],
    ['4,000 characters', 'k'.repeat(4_000)],
    ['a list', ['known'] as unknown as string],
  ])('are found by their name alone, not by %s', async (_what, kid) => {
    asked = [];
    answer = { status: 200, body: JSON.stringify({ keys: [{ ...identity.publicKey, kid: 'known' }] }) };
    const token = await unsigned({}, { kid }).sign(identity.privateKey);
    await expect(verifier()(`Bearer ${token}`)).rejects.toMatchObject({ problem: { status: 401 } });
    expect(asked).toEqual(['/jwks']);
  });
  test.each(['jwk', 'jku', 'x5u'])('are never taken from the token itself (%s)', async (name) => {
    asked = [];
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const theirs = `${keys()}-of-the-attacker`;
    const header = { [name]: name === 'jwk' ? await exportJWK(publicKey) : theirs };
    answer = { status: 200, body: JSON.stringify({ keys: [identity.publicKey] }) };
    const token = await unsigned({}, header).sign(privateKey);
    await expect(verifier()(`Bearer ${token}`)).rejects.toMatchObject({ problem: { status: 401 } });
    expect(asked).toEqual(['/jwks']);
  });
  test('are not asked for before a token has the form of one', async () => {
    asked = [];
    for (const token of ['x', 'a.b.c', 'x'.repeat(15_000)])
      await expect(verifier()(`Bearer ${token}`)).rejects.toMatchObject({ problem: { status: 401 } });
    expect(asked).toEqual([]);
  });
  test.each([
    [500, ''],
    [200, 'no JSON'],
  ])('that answers %i %s makes the service unavailable, not the token wrong', async (status, body) => {
    answer = { status, body };
    await expect(verifier()(await identity.bearer(caller))).rejects.toMatchObject({
      problem: { status: 503 },
    });
  });
  test('that refuses connections does too', async () => {
    const verify = tokenVerifier({
      ...identity,
      publicKey: undefined,
      jwksUrl: 'http://127.0.0.1:1/jwks',
    });
    await expect(verify(await identity.bearer(caller))).rejects.toMatchObject({ problem: { status: 503 } });
  });
});
