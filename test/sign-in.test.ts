import { readFileSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { fetchSystemToken } from '../stack/src/issuer/fetch-system-token.ts';
import { people } from '../stack/src/issuer/people.ts';
import { systems } from '../stack/src/issuer/systems.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { inBrowser, openBrowser, signInOnPage, watch } from './browser.ts';
import { codeFlow, tokens } from './code-flow.ts';
import { pidOf, signal } from './stack-processes.ts';
import { testStack } from './stack.ts';

let system: Awaited<ReturnType<typeof testStack>>;
let gateway = '';
let systemSecrets = '';
beforeAll(async () => {
  system = await testStack({ realDayMs: 60_000 });
  // not the one that is held against the contract: the issuer knows its own address only
  gateway = system.gateway;
  systemSecrets = join(system.stack.logs, '..', 'system-secrets.json');
}, 120_000);
afterAll(() => system?.stop(), 60_000);

const statusOf = async (token: string | undefined, path = '/v1/orders') =>
  (await fetch(`${gateway}${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
const partOf = (token: string, part: 0 | 1) =>
  JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString()) as object;
const asLou = () => codeFlow({ gateway, person: 'agent-lou' });

test('the issuer publishes where everything is, under the address people have', async () => {
  const answer = await fetch(`${gateway}/identity/.well-known/openid-configuration`);
  expect(await answer.json()).toMatchObject({
    issuer: `${gateway}/identity`,
    authorization_endpoint: `${gateway}/identity/auth`,
    token_endpoint: `${gateway}/identity/token`,
    jwks_uri: `${gateway}/identity/jwks`,
    code_challenge_methods_supported: ['S256'],
  });
});

test('a page has a sample person sign in and calls with their token', async () => {
  const { status, body } = await codeFlow({ gateway, person: 'reviewer-nrp' });
  expect([status, body['refresh_token']]).toEqual([200, undefined]);
  const { subject, roles, department } = people['reviewer-nrp'] ?? {};
  const token = body['access_token'] ?? '';
  expect(partOf(token, 1)).toMatchObject({ sub: subject, roles, department, aud: 'doudi' });
  const { keys } = (await (await fetch(`${gateway}/identity/jwks`)).json()) as { keys: { kid: string }[] };
  expect(partOf(token, 0)).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: keys[0]?.kid });
  expect(await statusOf(token, '/v1/tasks')).toBe(200);
});

inBrowser('nobody signs in on /docs')(
  'on the page of the document somebody signs in and calls',
  async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const seen = watch(page);
      await page.goto(`${gateway}/docs`);
      const popup = await signInOnPage(page, 'project agent Lou');
      await page.locator('#operations-tag-orders').click();
      await page.getByText('Orders, newest first').click();
      await page.getByText('Try it out').click();
      const answered = page.waitForResponse((response) => response.url().startsWith(`${gateway}/v1/orders`));
      await page.getByText('Execute', { exact: true }).click();
      expect((await answered).status()).toBe(200);
      const quiet = { hosts: new Set([gateway]), complaints: [] };
      expect([seen, popup]).toEqual([quiet, quiet]);
    } finally {
      await browser.close();
    }
  },
  120_000,
);

test('the token a page gets about its person, meant for itself, is refused everywhere', async () => {
  const { body } = await asLou();
  expect(await statusOf(body['access_token'])).toBe(200);
  expect(await statusOf(body['id_token'])).toBe(401);
});

describe('nobody signs in', () => {
  test.each([
    ['without a challenge', { code_challenge: undefined, code_challenge_method: undefined }],
    ['with a plain challenge', { code_challenge_method: 'plain' }],
    ['with an implicit flow', { response_type: 'token' }],
  ])('%s', async (_how, query) => {
    const { status, body } = await codeFlow({ gateway, person: 'agent-lou', query });
    expect([status, body['code']]).toEqual([303, undefined]);
    expect(body['error']).toMatch(/^(invalid_request|unsupported_response_type)$/);
  });
  test.each([
    ['for a page of another address', { redirect_uri: 'https://elsewhere.test/back' }, 'agent-lou'],
    ['for a client that is not known', { client_id: 'elsewhere' }, 'agent-lou'],
    ['as somebody who is no sample person', {}, 'root'],
    ['as a name every object has', {}, 'constructor'],
  ])('%s', async (_how, query, person) => {
    expect((await codeFlow({ gateway, person, query })).status).toBe(400);
  });
  test('in the name of another browser’s sign-in', async () => {
    const answer = await fetch(`${gateway}/identity/sign-in/somebody-elses/agent-lou`, { method: 'POST' });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('sign_in_is_over')]);
  });
});

describe('no token is given', () => {
  test.each([
    ['for another’s verifier', { code_verifier: 'v'.repeat(43) }, 'invalid_grant'],
    ['for a code that is made up', { code: 'made-up' }, 'invalid_grant'],
    ['for another API', { resource: 'urn:elsewhere' }, 'invalid_target'],
  ])('%s', async (_how, form, error) => {
    const { status, body } = await codeFlow({ gateway, person: 'agent-lou', form });
    expect([status, body['error'], body['access_token']]).toEqual([400, error, undefined]);
  });
  test('to a page of another origin; to our own it is', async () => {
    const asking = { gateway, person: 'agent-lou' };
    const foreign = await codeFlow({ ...asking, origin: 'https://elsewhere.test' });
    expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([400, null]);
    expect((await codeFlow({ ...asking, origin: gateway })).status).toBe(200);
  });
  test('to a system with a wrong secret', async () => {
    const authorization = `Basic ${Buffer.from('s-1101:wrong').toString('base64')}`;
    const { status } = await tokens(gateway, { grant_type: 'client_credentials' }, { authorization });
    expect(status).toBe(401);
  });
});

test.each(['yunzhan-system', 'supervision-system'])(
  '%s calls in its own name, with a secret for its user alone',
  async (name) => {
    const system = systems[name];
    if (!system) throw new Error(`there is no system ${name}`);
    const { token } = await fetchSystemToken({ gateway, systemSecrets }, system);
    expect(partOf(token, 1)).toMatchObject({ sub: system.subject, roles: system.roles, aud: 'doudi' });
    expect(await statusOf(token)).toBe(200);
    expect(statSync(systemSecrets).mode & 0o777).toBe(0o600);
  },
);

test('pages are strict, and answered under their own names only', async () => {
  const { headers } = await fetch(`${gateway}/identity/sign-in/none`);
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'self'; form-action 'self'/,
  );
  const asked = (host: string) =>
    new Promise((resolve, reject) => {
      const url = `${gateway}/identity/jwks`;
      request(url, { headers: { host } }, (answer) => resolve(answer.resume().statusCode))
        .once('error', reject)
        .end();
    });
  const port = new URL(gateway).port;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `elsewhere.test:${port}`];
  expect(await Promise.all(hosts.map(asked))).toEqual([200, 200, 421]);
});

test('killed, the issuer comes back with the same key: tokens from before stay valid', async () => {
  const { body } = await asLou();
  const before = pidOf('issuer');
  signal('issuer', 'SIGKILL');
  await waitFor({ what: 'the issuer' }, () =>
    asLou().then(
      ({ status }) => status === 200 && pidOf('issuer') !== before,
      () => false,
    ),
  );
  expect(await statusOf(body['access_token'])).toBe(200);
});

test('the library’s notices are in no log', () => {
  expect(readFileSync(join(system.stack.logs, 'issuer.log'), 'utf8')).not.toMatch(
    /oidc-provider|WARNING|NOTICE/,
  );
});
