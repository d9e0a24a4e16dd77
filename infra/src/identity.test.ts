import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPublicKey, createSecretKey } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { identityVerifier } from './identity.ts';
import type { Problem } from './http/problem.ts';
import { testIdentity } from './test-identity.ts';

const caller = { subject: 'user-1', roles: ['reviewer'], department: 'NRP' } as const;
let identity: Awaited<ReturnType<typeof testIdentity>>;
beforeAll(async () => {
  identity = await testIdentity();
});

const unsigned = (claims: object = {}, alg = 'ES256') =>
  new SignJWT({ roles: ['agent'], ...claims })
    .setProtectedHeader({ alg })
    .setSubject('user-1')
    .setIssuer(identity.issuer)
    .setAudience(identity.audience)
    .setExpirationTime('5m');
const refusal = (authorization: string | undefined) =>
  identity.verify(authorization).then(
    () => undefined,
    (error: unknown) => {
      const { title, detail, ...rest } = (error as Problem).problem;
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
test('30 seconds of difference between the clocks are tolerated, a minute is not', async () => {
  expect(await identity.verify(await identity.bearer(caller, { expires: '20s ago' }))).toEqual(caller);
  expect(await refusal(await identity.bearer(caller, { expires: '1m ago' }))).toMatchObject({
    detail: 'The token has expired',
  });
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
  test('a token signed with the public key as a shared secret (HS256)', async () => {
    const published = createPublicKey({ key: identity.publicKey, format: 'jwk' });
    const secret = createSecretKey(published.export({ type: 'spki', format: 'pem' }).toString(), 'utf8');
    expect(await refusalOf(unsigned({}, 'HS256').sign(secret))).toMatchObject({
      status: 401,
      detail: 'The token is signed with an algorithm that is not accepted',
    });
  });
  test('a token of another key', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await refusalOf(unsigned().sign(privateKey))).toMatchObject({
      detail: 'The signature of the token does not fit',
    });
    const other = await generateKeyPair('EdDSA');
    const eddsa = unsigned({}, 'EdDSA').sign(other.privateKey);
    expect(await refusalOf(eddsa)).toMatchObject({ detail: 'The signature of the token does not fit' });
  });
  test('a token whose claims were changed', async () => {
    const [head, , signature] = (await unsigned().sign(identity.privateKey)).split('.');
    const claims = Buffer.from(JSON.stringify({ sub: 'x', roles: ['administrator'] })).toString('base64url');
    expect(await refusalOf(`${head}.${claims}.${signature}`)).toMatchObject({ status: 401 });
  });
  test.each([
    ['another audience', { aud: 'other' }, 'The token is for another audience'],
    ['another issuer', { iss: 'https://evil.test' }, 'The token is from another issuer'],
    ['a later beginning', { nbf: 9_999_999_999 }, 'The token is not valid yet'],
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
  const keys = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  const verifier = () =>
    identityVerifier({ jwksUrl: keys(), issuer: identity.issuer, audience: identity.audience });
  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('are fetched and accepted', async () => {
    answer = { status: 200, body: JSON.stringify({ keys: [identity.publicKey] }) };
    expect(await verifier()(await identity.bearer(caller))).toEqual(caller);
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
    const verify = identityVerifier({
      ...identity,
      publicKey: undefined,
      jwksUrl: 'http://127.0.0.1:1/jwks',
    });
    await expect(verify(await identity.bearer(caller))).rejects.toMatchObject({ problem: { status: 503 } });
  });
});
