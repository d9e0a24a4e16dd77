import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { testApp } from '@doudi/testing/http/test-app';
import request from 'supertest';
import sql from 'sql-template-tag';
import { roles, type Role } from '../http/routing/role.ts';
import { channelGauges } from './gauges.ts';
import { gatherNotices } from './gather-notices.ts';
import { tell } from './test-channels.ts';
import { webhookRoutes } from './webhook-routes.ts';

let shell: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => void (shell = await testApp(webhookRoutes('intake'))));
afterAll(() => shell.close());
beforeEach(() => shell.pool.query('truncate notices, notice_receivers, webhooks cascade'));

const all = '/v1/inbox/intake/webhooks';
const bearer = (role: Role) =>
  shell.identity.bearer({ subject: `p-${role}`, roles: [role], department: 'DRC' });
const ask = async (path: string, role: Role = 'administrator') =>
  request(shell.app)
    .get(path)
    .set('Authorization', await bearer(role));
interface Sending {
  readonly key?: string;
  readonly role?: Role;
}
const send = async (
  path: string,
  body: object = {},
  { key = randomUUID(), role = 'administrator' }: Sending = {},
) =>
  request(shell.app)
    .post(path)
    .set({ Authorization: await bearer(role), 'Idempotency-Key': key })
    .send(body);

const wanted = { url: 'https://receiver.test/doudi', roles: ['reviewer'], bounds: ['DRC'] };
const register = async (key?: string) => (await send(all, wanted, key ? { key } : {})).body as Registered;
interface Registered {
  readonly webhookId: string;
  readonly secret: string;
}

test('an administrator alone registers, reads and ends webhooks', async () => {
  const { webhookId } = await register();
  for (const role of roles.filter((one) => one !== 'administrator')) {
    const answers = [
      await ask(all, role),
      await ask(`${all}/${webhookId}`, role),
      await send(all, wanted, { role }),
      await send(`${all}/${webhookId}/ending`, {}, { role }),
      await send(`${all}/${webhookId}/secret`, {}, { role }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  }
  expect((await ask(`${all}/${webhookId}`)).body).toMatchObject({ ...wanted, state: 'active', waiting: 0 });
});

describe('a secret', () => {
  test('is shown in one answer and in no other, a repetition of the request included', async () => {
    const key = randomUUID();
    const { webhookId, secret } = await register(key);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const again = await send(all, wanted, { key });
    expect([again.status, again.body]).toMatchObject([201, { webhookId, secret: null }]);
    const reads = [
      await ask(all),
      await ask(`${all}/${webhookId}`),
      await ask(`${all}/${webhookId}/messages`),
    ];
    for (const { text } of [...reads, await send(`${all}/${webhookId}/ending`)])
      expect(text).not.toMatch(/whsec_|secret/);
  });

  test('stands in its own table alone: not among the kept answers, not in the audit, not in the log', async () => {
    const { webhookId, secret } = await register();
    const renewed = ((await send(`${all}/${webhookId}/secret`)).body as Registered).secret;
    expect(renewed).not.toBe(secret);
    const { rows: tables } = await shell.pool.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rowCount } = await shell.pool.query(
        `select from "${name}" t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0`,
        [secret, renewed],
      );
      if (rowCount) found.push(name);
    }
    expect(found).toEqual(['webhook_secrets']);
    expect(shell.lines.join()).not.toMatch(/whsec_/);
  });
});

test.each([
  'http://receiver.test/',
  'http://10.0.0.1/',
  'https://',
  'https://user@receiver.test/',
  'https://receiver.test/#a',
  'ftp://receiver.test/',
  'https://receiver.test:99999/',
])('%s is refused', async (url) => {
  const { status, body } = (await send(all, { ...wanted, url })) as { status: number; body: object };
  expect([status, body]).toMatchObject([
    expect.any(Number),
    { faults: [{ at: expect.stringMatching(/url$/) }] },
  ]);
  expect(Math.floor(status / 100)).toBe(4);
});

test.each(['http://127.0.0.1:8080/', 'http://localhost/', 'http://[::1]:80/'])(
  '%s, this machine, is taken',
  async (url) => {
    expect((await send(all, { ...wanted, url })).status).toBe(201);
  },
);

test('an ended webhook is shown, ended once, and neither gets a secret nor is sent anything again', async () => {
  const { webhookId } = await register();
  const first = await send(`${all}/${webhookId}/ending`);
  const second = await send(`${all}/${webhookId}/ending`);
  expect(first.body).toMatchObject({ state: 'ended' });
  expect(second.body).toEqual(first.body);
  expect((await send(`${all}/${webhookId}/secret`)).status).toBe(404);
  expect((await send(`${all}/${webhookId}/replay`, { from: randomUUID() })).status).toBe(404);
  expect((await ask(all)).body).toMatchObject({ items: [{ webhookId, state: 'ended' }] });
});

const gather = () =>
  gatherNotices({
    ...{ pool: shell.pool, gatheredMs: 0, mailEveryMs: null, isMandated: () => sql`false` },
    mailRecipients: sql`(select '' as subject, '{}'::text[] as addressees where false)`,
  });

test('messages are listed page by page, newest first, and sent again from one on', async () => {
  const { webhookId } = await register();
  for (const no of ['O1', 'O2', 'O3']) {
    await tell(shell.pool, [no]);
    await gather();
  }
  await shell.pool.query('update notice_messages set sent_at = now()');
  const first = (await ask(`${all}/${webhookId}/messages?limit=2`)).body as Page;
  const second = (await ask(`${all}/${webhookId}/messages?limit=2&cursor=${first.next}`)).body as Page;
  const ids = [...first.items, ...second.items].map(({ messageId }) => messageId);
  expect([ids.length, second.next]).toEqual([3, null]);
  const again = await send(`${all}/${webhookId}/replay`, { from: ids[1]! });
  expect(again.body).toEqual({ messages: 2 });
  const { items } = (await ask(`${all}/${webhookId}/messages`)).body as Page;
  expect(items.map(({ sentAt }) => sentAt === null)).toEqual([true, true, false]);
  const other = await register();
  expect((await send(`${all}/${other.webhookId}/replay`, { from: ids[1]! })).status).toBe(404);
});
interface Page {
  readonly items: readonly { readonly messageId: string; readonly sentAt: string | null }[];
  readonly next: string | null;
}

test('after three days without delivery a webhook is shown as failing, and the metrics count it', async () => {
  const { webhookId } = await register();
  await tell(shell.pool, ['O1']);
  await gather();
  const failSince = (age: string) =>
    shell.pool.query(
      `update notice_messages set failure = 'answered', status = 500, attempts = 9,
              failing_since = now() - $1::interval, created_at = now() - $1::interval`,
      [age],
    );
  await failSince('2 days 23 hours');
  expect((await ask(`${all}/${webhookId}`)).body).toMatchObject({ state: 'active', failure: 'answered' });
  expect(await measured()).toMatchObject({ doudi_webhooks_failing: { '': 0 } });
  await failSince('3 days');
  expect((await ask(all)).body).toMatchObject({ items: [{ state: 'failing', status: 500, waiting: 1 }] });
  const now = await measured();
  expect(now).toMatchObject({
    doudi_webhooks_failing: { '': 1 },
    doudi_notice_messages_waiting: { webhook: 1, mail: 0 },
  });
  expect(now['doudi_notice_oldest_waiting_seconds']?.['webhook']).toBeGreaterThanOrEqual(3 * 86_400);
});

const measured = async () =>
  Object.fromEntries(
    await Promise.all(channelGauges.map(async ({ name, read }) => [name, await read(shell.pool)] as const)),
  );
