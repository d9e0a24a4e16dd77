import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { testApp } from '@doudi/testing/http/test-app';
import sql, { type Sql } from 'sql-template-tag';
import { Webhook } from 'standardwebhooks';
import type { Pool, Queryable } from '../database/pool.ts';
import type { AddressRule } from './checked-addresses.ts';
import { gatherNotices } from './gather-notices.ts';
import { claimReceivers, holdClaim } from './receivers.ts';
import type { Send } from './send-messages.ts';
import { sendMessages } from './send-messages.ts';
import { sendWebhook } from './send-webhook.ts';
import { aReceiver, isAllSent, tell, until } from './test-channels.ts';
import {
  endWebhook,
  findWebhook,
  insertWebhook,
  newSecret,
  type NewWebhook,
  replaceSecret,
} from './webhooks.ts';
import { sendAgain } from './messages.ts';

let shell: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => void (shell = await testApp([])));
afterAll(() => shell.close());

let closing: (() => unknown)[] = [];
beforeEach(() => shell.pool.query('truncate notices, notice_receivers, webhooks cascade'));
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

const rule: AddressRule = {
  resolve: () => Promise.resolve(['127.0.0.1']),
  isListed: () => true,
  isProduction: false,
};
const noRecipients = sql`(select '' as subject, '' as mail, '{}'::text[] as addressees where false)`;
const gathering = (changes: { gatheredMs?: number; isMandated?: (agentId: Sql) => Sql } = {}) => ({
  ...{ pool: shell.pool, gatheredMs: 0, mailEveryMs: null, mailRecipients: noRecipients },
  isMandated: () => sql`false`,
  ...changes,
});
const gather = (changes = {}) => gatherNotices(gathering(changes));

/** A sender that runs until the test ends, or `stop`. */
const quickly = { firstMs: 20, longestMs: 100 };

function aSender({
  withinMs = 2_000,
  rule: itsRule = rule,
  wrap = (send: Send) => send,
  pauses = quickly,
} = {}) {
  const stopping = new AbortController();
  const webhook = wrap(
    sendWebhook({
      pool: shell.pool,
      service: 'intake',
      gatewayUrl: 'https://doudi.example.cn',
      rule: itsRule,
      withinMs,
    }),
  );
  const sending = { pool: shell.pool, logger: shell.logger, send: { webhook }, pauses, lookMs: 10 };
  const done = sendMessages(sending, stopping.signal);
  const stop = () => {
    stopping.abort();
    return done;
  };
  closing.push(stop);
  /** it takes nothing more, and nobody waits for what it has begun */
  const kill = () => {
    stopping.abort();
    closing = closing.filter((one) => one !== stop);
  };
  return { stop, kill };
}

async function receiver(host?: string, port?: number) {
  const one = await aReceiver(host, port);
  closing.push(one.close);
  return one;
}

async function register(url: string, changes: Partial<NewWebhook> = {}) {
  const secret = newSecret();
  const webhook = { url, roles: null, bounds: null, ...changes };
  const webhookId = await insertWebhook(shell.pool, webhook, { by: 'p-admin', secret });
  return { webhookId, secret };
}

const aboutOf = (got: { notices: readonly { about: string }[] }[]) =>
  got.map(({ notices }) => notices.map(({ about }) => about).join());
const allSent = () => until(() => isAllSent(shell.pool));

describe('a message', () => {
  test('is signed so that the library of Standard Webhooks and a plain HMAC accept it, and nothing else', async () => {
    const { url, got } = await receiver();
    const { secret } = await register(url);
    await tell(shell.pool, ['O1']);
    await gather();
    aSender();
    await until(() => got.length === 1);
    const { body, headers, id } = got[0]!;
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
    expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow();
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key)
      .update(`${id}.${headers['webhook-timestamp']}.${body}`)
      .digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
  });

  test('bears numbers, codes and links', async () => {
    const { url, got } = await receiver();
    await register(url);
    await tell(shell.pool, ['O1'], { detail: { verdict: 'approve' } });
    await gather();
    aSender();
    await until(() => got.length === 1);
    expect(JSON.parse(got[0]!.body)).toEqual({
      type: 'notices',
      timestamp: expect.any(String),
      data: {
        service: 'intake',
        count: 1,
        notices: [
          {
            ...{ no: expect.any(Number), kind: 'review', at: '2026-03-02T10:00:00+08:00', by: 'p-1' },
            ...{ addressees: ['reviewer:DRC'], orderNo: 'O1', projectCode: null, step: null, task: null },
            ...{ about: 'O1', detail: { verdict: 'approve' } },
            link: 'https://doudi.example.cn/v1/tasks/O1/record',
          },
        ],
      },
    });
  });

  test('is signed with a replaced secret as well', async () => {
    const { url, got } = await receiver();
    const { webhookId, secret } = await register(url);
    const renewed = newSecret();
    await replaceSecret(shell.pool, webhookId, renewed);
    await tell(shell.pool, ['O1']);
    await gather();
    aSender();
    await until(() => got.length === 1);
    for (const one of [secret, renewed]) new Webhook(one).verify(got[0]!.body, got[0]!.headers);
    await shell.pool.query('update webhook_secrets set ends_at = now() where ends_at is not null');
    await tell(shell.pool, ['O2']);
    await gather();
    await until(() => got.length === 2);
    expect(() => new Webhook(secret).verify(got[1]!.body, got[1]!.headers)).toThrow();
    new Webhook(renewed).verify(got[1]!.body, got[1]!.headers);
  });

  test('bears what is addressed to the roles and bounds of its webhook', async () => {
    const [all, department, role] = [await receiver(), await receiver(), await receiver()];
    await register(all.url);
    await register(department.url, { bounds: ['DRC'] });
    await register(role.url, { roles: ['head'] });
    await tell(shell.pool, ['O1'], { addressees: ['reviewer:DRC', 'head:NRP'] });
    await tell(shell.pool, ['O2'], { addressees: ['supervisor:'] });
    await gather();
    aSender();
    await allSent();
    const addressees = ({ got }: Awaited<ReturnType<typeof receiver>>) =>
      got.map(({ body }) =>
        (JSON.parse(body) as { data: { notices: { addressees: string[] }[] } }).data.notices.map(
          (notice) => notice.addressees,
        ),
      );
    expect(addressees(all)).toEqual([[['head:NRP', 'reviewer:DRC'], ['supervisor:']]]);
    expect(addressees(department)).toEqual([[['reviewer:DRC']]]);
    expect(addressees(role)).toEqual([[['head:NRP']]]);
  });

  test('names an agent only while his mandate for the project is in force', async () => {
    const { url, got } = await receiver();
    await register(url);
    const ofProject = { addressees: ['agent:p-1001', 'agent:p-1002'], projectCode: 'P1' };
    await tell(shell.pool, ['O1'], ofProject);
    await gather({ isMandated: (agentId: Sql) => sql`${agentId} = 'p-1002'` });
    aSender();
    await until(() => got.length === 1);
    expect(got[0]!.body).toContain('agent:p-1002');
    expect(got[0]!.body).not.toContain('agent:p-1001');
  });
});

test('a thousand notices within the time of gathering make one message that lists them', async () => {
  const { url, got } = await receiver();
  await register(url);
  const orders = Array.from({ length: 1_000 }, (_, index) => `O${index}`);
  for (let from = 0; from < 1_000; from += 100) {
    await tell(shell.pool, orders.slice(from, from + 100));
    await gather({ gatheredMs: 60_000 });
  }
  aSender();
  await shell.pool.query(`update unsent_notices set created_at = now() - interval '1 minute'`);
  await Promise.all([gather({ gatheredMs: 60_000 }), gather({ gatheredMs: 60_000 })]);
  await allSent();
  expect(got).toHaveLength(1);
  expect(got[0]!.notices.map(({ about }) => about)).toEqual(orders);
});

test('what is beyond a thousand goes in the next message', async () => {
  const { url, got } = await receiver();
  await register(url);
  await tell(
    shell.pool,
    Array.from({ length: 1_500 }, (_, index) => `O${index}`),
  );
  await gather();
  await gather();
  aSender();
  await allSent();
  expect(got.map(({ notices }) => notices.length)).toEqual([1_000, 500]);
});

test('a receiver that was away gets everything, in order, in few messages', async () => {
  const { url, got, behaviour } = await receiver();
  await register(url);
  behaviour.answer = (_got, response) => response.destroy();
  aSender();
  for (let turn = 0; turn < 50; turn += 1) {
    await tell(shell.pool, [`O${turn}`, 'O-same'], { about: `${turn}` });
    await gather();
  }
  await until(() => got.length > 30);
  const tried = got.length;
  behaviour.answer = (_got, response) => response.writeHead(204).end();
  await until(async () => {
    await gather();
    return isAllSent(shell.pool);
  });
  const taken = new Map(got.slice(tried).map((one) => [one.id, one]));
  const numbers = [...taken.values()].flatMap(({ notices }) => notices);
  expect(numbers).toHaveLength(100);
  const same = numbers.filter(({ orderNo }) => orderNo === 'O-same').map(({ about }) => about);
  expect(same).toEqual(Array.from({ length: 50 }, (_, turn) => `${turn}`));
  expect(taken.size).toBeLessThanOrEqual(22);
});

test('a message that is answered 500 keeps its own order waiting and no other', async () => {
  const { url, got, behaviour } = await receiver();
  await register(url);
  let isMended = false;
  behaviour.answer = ({ notices }, response) =>
    response.writeHead(!isMended && notices.some(({ about }) => about === 'O-bad') ? 500 : 200).end();
  aSender();
  await tell(shell.pool, ['O-bad']);
  await gather();
  await until(() => got.length >= 2);
  await tell(shell.pool, ['O-bad', 'O-good']);
  await gather();
  await until(() => aboutOf(got).includes('O-good'));
  expect(aboutOf(got)).not.toContain('O-bad,O-good');
  isMended = true;
  await until(async () => {
    await gather();
    return isAllSent(shell.pool);
  });
  expect(new Set(got.filter(({ notices }) => notices[0]?.about === 'O-bad').map(({ id }) => id)).size).toBe(
    2,
  );
});

test('a slow receiver is given up after its time, tried again, and keeps no other waiting', async () => {
  const [slow, quick] = [await receiver(), await receiver()];
  const { webhookId } = await register(slow.url);
  await register(quick.url);
  const held: (() => void)[] = [];
  slow.behaviour.answer = (_got, response) => held.push(() => response.writeHead(204).end());
  aSender({ withinMs: 300 });
  await tell(shell.pool, ['O1']);
  await gather();
  await until(() => quick.got.length === 1 && slow.got.length === 1);
  await until(async () => (await findWebhook(shell.pool, webhookId))?.failure === 'too-slow');
  slow.behaviour.answer = (_got, response) => response.writeHead(204).end();
  await allSent();
  expect(new Set(slow.got.map(({ id }) => id)).size).toBe(1);
});

test('a redirect is not followed', async () => {
  const [target, decoy] = [await receiver(), await receiver()];
  const { webhookId } = await register(target.url);
  target.behaviour.answer = (_got, response) => response.writeHead(307, { location: decoy.url }).end();
  aSender();
  await tell(shell.pool, ['O1']);
  await gather();
  await until(async () => (await findWebhook(shell.pool, webhookId))?.failure === 'redirected');
  expect(await findWebhook(shell.pool, webhookId)).toMatchObject({ status: 307, waiting: 1 });
  target.behaviour.answer = (_got, response) => response.writeHead(200).end();
  await allSent();
  expect(decoy.got).toEqual([]);
});

test('the address that was checked is the one connected to, whatever the name says later', async () => {
  const meant = await receiver('127.0.0.2');
  const other = await receiver('127.0.0.3', meant.port);
  await register(`http://receiver.test:${meant.port}/`);
  const answers = [['127.0.0.2'], ['127.0.0.3']];
  let asked = 0;
  const resolve = () => Promise.resolve(answers[asked++] ?? []);
  aSender({ rule: { ...rule, resolve } });
  await tell(shell.pool, ['O1']);
  await gather();
  await allSent();
  expect([asked, meant.got.length, other.got.length]).toEqual([1, 1, 0]);
  expect(meant.got[0]?.headers['host']).toBe(`receiver.test:${meant.port}`);
});

test('an address that may not be reached is not connected to, and the message waits', async () => {
  const { got, port } = await receiver();
  const { webhookId } = await register(`http://receiver.test:${port}/`);
  const isProduction = { ...rule, isProduction: true };
  const strict = aSender({ rule: isProduction });
  await tell(shell.pool, ['O1']);
  await gather();
  await until(async () => (await findWebhook(shell.pool, webhookId))?.failure === 'address-refused');
  expect(got).toEqual([]);
  await strict.stop();
  aSender();
  await allSent();
  expect(got).toHaveLength(1);
});

test('a sender that ends between sending and noting it doubles the message under the same id', async () => {
  const { url, got } = await receiver();
  await register(url);
  await tell(shell.pool, ['O1']);
  await gather();
  const ended = aSender({
    wrap:
      (send) =>
      async (...message) => {
        await send(...message);
        // as after a kill: nothing more is put on record
        return new Promise<never>(() => undefined);
      },
  });
  await until(() => got.length === 1);
  ended.kill();
  await shell.pool.query('update notice_receivers set claimed_until = now()');
  aSender();
  await allSent();
  expect(got.map(({ id }) => id)).toEqual([got[0]!.id, got[0]!.id]);
});

test('a process killed at any statement loses nothing, mixes up nothing, and doubles only under the same id', async () => {
  for (let statements = 0; statements < 24; statements += 1) {
    await shell.pool.query('truncate notices, notice_receivers, webhooks cascade');
    const { url, got, close } = await aReceiver();
    await register(url);
    const dying = dyingAfter(shell.pool, statements);
    const words = ['first', 'second', 'third'];
    for (const about of words) {
      await tell(shell.pool, ['O1'], { about });
      await gatherNotices({ ...gathering(), pool: dying }).catch(() => undefined);
      await sendOnce(dying).catch(() => undefined);
    }
    await shell.pool.query('update notice_receivers set claimed_until = now()');
    await until(async () => {
      await gather();
      await sendOnce(shell.pool);
      return isAllSent(shell.pool);
    });
    const bodies = new Map(got.map(({ id, body }) => [id, body]));
    for (const { id, body } of got) expect(body).toBe(bodies.get(id));
    const once = [...new Map(got.map((one) => [one.id, one])).values()];
    expect(once.flatMap(({ notices }) => notices.map(({ about }) => about))).toEqual(words);
    await close();
  }
});

/** A pool whose process is killed after so many statements: nothing more is said, and what is open is rolled back. */
function dyingAfter(pool: Pool, statements: number): Pool {
  let left = statements;
  const guard = <Q extends Queryable>(to: Q): Q =>
    new Proxy(to, {
      get: (target, name) => {
        const value = Reflect.get(target, name) as (...all: unknown[]) => unknown;
        if (typeof value !== 'function') return value;
        if (name === 'query')
          return (...all: unknown[]) =>
            left-- > 0 ? value.apply(target, all) : Promise.reject(new Error('killed'));
        if (name === 'connect') return async () => guard(await pool.connect());
        return value.bind(target);
      },
    });
  return guard(pool);
}

/** Sends what is due for a moment. */
async function sendOnce(pool: Pool): Promise<void> {
  const stopping = new AbortController();
  const webhook = sendWebhook({ pool, service: 'intake', gatewayUrl: undefined, rule });
  const sending = { pool, logger: shell.logger, send: { webhook }, pauses: { firstMs: 1, longestMs: 1 } };
  const stop = setTimeout(() => stopping.abort(), 60);
  await sendMessages({ ...sending, lookMs: 5 }, stopping.signal).finally(() => clearTimeout(stop));
}

test('several senders send a message once', async () => {
  const { url, got } = await receiver();
  await register(url);
  for (let turn = 0; turn < 10; turn += 1) {
    await tell(shell.pool, [`O${turn}`]);
    await gather();
  }
  for (let senders = 0; senders < 3; senders += 1) aSender();
  await allSent();
  expect(aboutOf(got)).toEqual(Array.from({ length: 10 }, (_, turn) => `O${turn}`));
});

test('a sender that stood still beyond its claim sends nothing more once another has it', async () => {
  await register('http://127.0.0.1:9/');
  await tell(shell.pool, ['O1']);
  await gather();
  const [late] = await claimReceivers(shell.pool, ['webhook'], 9);
  await shell.pool.query('update notice_receivers set claimed_until = now()');
  const [next] = await claimReceivers(shell.pool, ['webhook'], 9);
  expect([await holdClaim(shell.pool, late!), await holdClaim(shell.pool, next!)]).toEqual([false, true]);
});

test('messages from one on are sent again under their ids, in order', async () => {
  const { url, got } = await receiver();
  const { webhookId } = await register(url);
  aSender();
  for (let turn = 0; turn < 4; turn += 1) {
    await tell(shell.pool, [`O${turn}`]);
    await gather();
    await allSent();
  }
  const ids = got.map(({ id }) => id);
  expect(await sendAgain(shell.pool, { channel: 'webhook', receiver: webhookId }, ids[1]!)).toBe(3);
  await until(() => got.length === 7);
  expect(got.map(({ id }) => id)).toEqual([...ids, ...ids.slice(1)]);
  expect(await sendAgain(shell.pool, { channel: 'webhook', receiver: 'wh_other' }, ids[1]!)).toBe(0);
});

test('what is sent again keeps the order of a subject also while the first of it fails', async () => {
  const { url, got, behaviour } = await receiver();
  const { webhookId } = await register(url);
  aSender();
  for (const about of ['first', 'second']) {
    await tell(shell.pool, ['O1'], { about });
    await gather();
    await allSent();
  }
  const ids = got.map(({ id }) => id);
  let failures = 3;
  const taken: string[] = [];
  behaviour.answer = ({ id }, response) => {
    const isTaken = id !== ids[0] || failures-- <= 0;
    if (isTaken) taken.push(id);
    response.writeHead(isTaken ? 204 : 500).end();
  };
  await sendAgain(shell.pool, { channel: 'webhook', receiver: webhookId }, ids[0]!);
  await allSent();
  expect(taken).toEqual(ids);
});

test('once a receiver that was away has taken a message, the others come at once', async () => {
  const { url, got, behaviour } = await receiver();
  await register(url);
  behaviour.answer = (_got, response) => response.writeHead(503).end();
  aSender({ pauses: { firstMs: 3_600_000, longestMs: 3_600_000 } });
  for (const no of ['O1', 'O2']) {
    await tell(shell.pool, [no]);
    await gather();
  }
  const failed = `select from notice_messages where failing_since is not null`;
  await until(async () => (await shell.pool.query(failed)).rowCount === 2);
  behaviour.answer = (_got, response) => response.writeHead(204).end();
  await shell.pool.query(`update notice_messages set not_before = now() where subjects = '{O2}'`);
  await allSent();
  expect(aboutOf(got)).toEqual(['O1', 'O2', 'O2', 'O1']);
});

test('an ended webhook is sent nothing, neither new nor what waited', async () => {
  const { url, got } = await receiver();
  const { webhookId } = await register(url);
  await tell(shell.pool, ['O1']);
  await gather();
  await endWebhook(shell.pool, webhookId, 'p-admin');
  await tell(shell.pool, ['O2']);
  await gather();
  aSender();
  await allSent();
  expect(got).toEqual([]);
  const { rows } = await shell.pool.query('select from webhook_secrets');
  expect(rows).toEqual([]);
});

test('an answer without end is cut off, and its status counts', async () => {
  const { url, got, behaviour } = await receiver();
  await register(url);
  behaviour.answer = (_got, response) => {
    response.writeHead(200);
    const more = () => response.write(Buffer.alloc(32_768)) && !response.destroyed;
    const pour = () => void (more() ? setImmediate(pour) : response.once('drain', pour));
    pour();
  };
  aSender();
  await tell(shell.pool, ['O1']);
  await gather();
  await allSent();
  expect(got).toHaveLength(1);
});

test('a rolled-back notice is sent to nobody', async () => {
  const { url } = await receiver();
  await register(url);
  const client = await shell.pool.connect();
  await client.query('begin');
  await tell(client, ['O1']);
  await client.query('rollback');
  client.release();
  await gather();
  expect(await isAllSent(shell.pool)).toBe(true);
});
