import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { testApp } from '@doudi/testing/http/test-app';
import { SMTPServer } from 'smtp-server';
import sql from 'sql-template-tag';
import { gatherNotices } from './gather-notices.ts';
import { sendMail } from './send-mail.ts';
import { sendMessages } from './send-messages.ts';
import { isAllSent, tell, until } from './test-channels.ts';

let shell: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  shell = await testApp([]);
  await shell.pool.query('create table register (subject text primary key, mail text, addressees text[])');
});
afterAll(() => shell.close());

let closing: (() => unknown)[] = [];
beforeEach(async () => {
  await shell.pool.query('truncate notices, notice_receivers, webhooks, register cascade');
  await enter('p-2001', 'reviewer:DRC');
  await enter('p-3001', 'checker:DRC', 'reviewer:DRC');
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

const enter = (subject: string, ...addressees: string[]) =>
  shell.pool.query(sql`insert into register values (${subject}, ${`${subject}@mail.test`}, ${addressees})`);
const leave = (subject: string) => shell.pool.query(sql`delete from register where subject = ${subject}`);
const mailRecipients = sql`register`;

interface Mail {
  readonly to: string;
  readonly raw: string;
  readonly id: string;
}
type Refusal = { readonly at: 'rcpt' | 'data'; readonly status: number } | undefined;

/** A mail server on this machine that takes what it is sent, unless told to refuse. */
async function aMailServer() {
  const got: Mail[] = [];
  const behaviour: { refuse: (to: string) => Refusal } = { refuse: () => undefined };
  const refusal = (to: string, at: 'rcpt' | 'data') => {
    const refused = behaviour.refuse(to);
    return refused?.at === at ? Object.assign(new Error('no'), { responseCode: refused.status }) : null;
  };
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, done) => done(refusal(address, 'rcpt')),
    onData: (stream, { envelope }, done) => {
      const [{ address: to } = { address: '' }] = envelope.rcptTo;
      void text(stream).then((raw) => {
        got.push({ to, raw, id: /^Message-ID: (.*)$/im.exec(raw)?.[1]?.trim() ?? '' });
        done(refusal(to, 'data'));
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = listening.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, got, behaviour };
}

function aSender(smtpUrl: string) {
  const stopping = new AbortController();
  const say = (kind: string) => ({ zh: `待办（${kind}）`, en: `to do (${kind})` });
  const words = { service: 'intake', gatewayUrl: 'https://doudi.example.cn', say };
  const mail = sendMail({
    pool: shell.pool,
    smtpUrl,
    from: 'Doudi <doudi@mail.test>',
    mailRecipients,
    ...words,
  });
  const pauses = { firstMs: 20, longestMs: 100 };
  const done = sendMessages(
    { pool: shell.pool, logger: shell.logger, send: { mail }, pauses, lookMs: 10 },
    stopping.signal,
  );
  closing.push(() => {
    stopping.abort();
    return done;
  });
}

const gather = (changes: { gatheredMs?: number; mailEveryMs?: number | null } = {}) =>
  gatherNotices({
    ...{ pool: shell.pool, gatheredMs: 0, mailEveryMs: 0, mailRecipients, isMandated: () => sql`false` },
    ...changes,
  });
const allSent = () => until(() => isAllSent(shell.pool));
const decoded = ({ raw }: Mail) => {
  const at = raw.indexOf('\r\n\r\n');
  const [head, body] = [raw.slice(0, at), raw.slice(at + 4)];
  return /base64/i.test(head) ? Buffer.from(body, 'base64').toString() : quotedPrintable(body);
};
const quotedPrintable = (body: string) =>
  Buffer.from(
    body
      .replaceAll('=\r\n', '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString();

test('everybody it concerns has one mail, with the numbers and links and nobody’s name', async () => {
  const { url, got } = await aMailServer();
  await tell(shell.pool, ['O1', 'O2']);
  await tell(shell.pool, ['O3'], { addressees: ['checker:DRC'] });
  await gather();
  aSender(url);
  await allSent();
  expect(got.map(({ to }) => to).sort()).toEqual(['p-2001@mail.test', 'p-3001@mail.test']);
  const mail = got.find(({ to }) => to.startsWith('p-3001'))!;
  expect(decoded(mail).replaceAll('\r\n', '\n').trim()).toBe(
    `您有 3 项新通知。
There are 3 new notices for you.

${['O1', 'O2', 'O3']
  .map(
    (no) => `待办（review）
to do (review)
${no}  2026-03-02 10:00
https://doudi.example.cn/v1/tasks/O1/record`,
  )
  .join('\n\n')}

全部通知 All notices: https://doudi.example.cn/v1/inbox/intake/notices`,
  );
  expect(mail.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
});

test('a thousand notices make one mail, which lists fifty and says how many there are', async () => {
  const { url, got } = await aMailServer();
  await leave('p-3001');
  await tell(
    shell.pool,
    Array.from({ length: 1_000 }, (_, index) => `O-${index}`),
  );
  await gather();
  aSender(url);
  await allSent();
  expect(got).toHaveLength(1);
  const text = decoded(got[0]!);
  expect(text).toContain('您有 1000 项新通知。');
  expect(text.match(/^O-\d+/gm)).toHaveLength(50);
  expect(text).toContain('另有 950 项。');
});

test('a person has at most one mail in the time between two', async () => {
  const { url, got } = await aMailServer();
  await leave('p-3001');
  aSender(url);
  await tell(shell.pool, ['O1']);
  await gather({ mailEveryMs: 600_000 });
  await until(() => got.length === 1);
  for (const no of ['O2', 'O3']) {
    await tell(shell.pool, [no]);
    await gather({ mailEveryMs: 600_000 });
  }
  await shell.pool.query(`update notice_receivers set gathered_at = now() - interval '10 minutes'`);
  await gather({ mailEveryMs: 600_000 });
  await allSent();
  expect(got).toHaveLength(2);
  expect(decoded(got[1]!)).toContain('您有 2 项新通知。');
});

test('who did it is not mailed of it', async () => {
  const { url, got } = await aMailServer();
  await tell(shell.pool, ['O1'], { by: 'p-2001' });
  await gather();
  aSender(url);
  await allSent();
  expect(got.map(({ to }) => to)).toEqual(['p-3001@mail.test']);
});

test('a mail that was not taken is sent again under its Message-ID', async () => {
  const { url, got, behaviour } = await aMailServer();
  await leave('p-3001');
  behaviour.refuse = () => (got.length < 3 ? { at: 'data', status: 451 } : undefined);
  await tell(shell.pool, ['O1']);
  await gather();
  aSender(url);
  await allSent();
  expect(got).toHaveLength(3);
  expect(new Set(got.map(({ id }) => id)).size).toBe(1);
  expect(got[0]!.id).toMatch(/^<[0-9a-f-]{36}@mail\.test>$/);
});

test('an address that the mail server will never take is not tried again, which is on record', async () => {
  const { url, behaviour } = await aMailServer();
  await leave('p-3001');
  let asked = 0;
  behaviour.refuse = () => ((asked += 1), { at: 'rcpt', status: 550 });
  await tell(shell.pool, ['O1']);
  await gather();
  aSender(url);
  await allSent();
  const { rows } = await shell.pool.query('select remark from notice_messages');
  expect(rows).toEqual([{ remark: 'mail-refused' }]);
  expect(asked).toBe(1);
});

test('who has left meanwhile is sent nothing', async () => {
  const { url, got } = await aMailServer();
  await tell(shell.pool, ['O1']);
  await gather();
  await leave('p-2001');
  aSender(url);
  await allSent();
  expect(got.map(({ to }) => to)).toEqual(['p-3001@mail.test']);
});

test('without a mail server nobody is kept mail for', async () => {
  await tell(shell.pool, ['O1']);
  await gather({ mailEveryMs: null });
  expect(await isAllSent(shell.pool)).toBe(true);
});
