import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { openPool, type Pool } from '@doudi/infra/database';
import { textsOfTemporal } from '@doudi/testing/temporal/texts-of-temporal';
import { caseWorkflowId } from '@doudi/workflows';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { signal } from './stack-processes.ts';
import { testStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

interface Receipt {
  readonly caseNo: string;
  readonly trackingCode: string;
  readonly trackingPage: string;
  readonly started: boolean;
  readonly way: string;
}
interface Read {
  readonly level: string;
  readonly lead: string | null;
  readonly statement: string | null;
  readonly events: readonly { readonly kind: string }[];
}

const contact = { name: '虚构联系人欧阳', phone: '13700137246', address: '样例市虚构路七十七号' };
const personal = [contact.name, contact.phone, `+86${contact.phone}`, contact.address];

let system: Awaited<ReturnType<typeof testStack>>;
let database: Pool;
let connection: Connection | undefined;
let orderNo = '';
beforeAll(async () => {
  system = await testStack({ realDayMs: 60_000, logLevel: 'info' });
  database = openPool({ url: system.stack.databaseUrl, role: 'approval_workflows', max: 2 });
  connection = await Connection.connect({ address: system.stack.temporalAddress });
  ({ orderNo } = await walkOrder(system.api, { ...seedCase, tasks: [] }));
}, 180_000);
afterAll(async () => {
  signal('Temporal', 'SIGCONT');
  await connection?.close();
  await database?.end();
  await system?.stop();
}, 60_000);

const report = (who: string, body: object) =>
  system.api.post<Receipt>(who, '/v1/cases', {
    cause: 'papers',
    statement: `${contact.name}反映档案缺失`,
    contact,
    ...body,
  });
const read = (who: string, caseNo: string) => system.api.get<Read>(who, `/v1/cases/${caseNo}`);
/** Once its workflow has put its opening on record. */
const running = (who: string, caseNo: string) =>
  waitFor({ what: `case ${caseNo} to run`, withinMs: 60_000 }, async () => {
    const one = await read(who, caseNo);
    return one.events.some(({ kind }) => kind === 'open') && one;
  });

test.each([
  ['an enterprise', 'enterprise-yunzhan', {}, { way: 'api' }, 'L0'],
  ['an agent', 'agent-lou', { order: true }, { way: 'api' }, 'L0'],
  ['an officer for a citizen', 'officer-fang', { channel: 'hotline' }, { way: 'hotline' }, 'L0'],
  [
    'a department that wants to say no',
    'reviewer-drc',
    { order: true, task: 'record' },
    { way: 'transfer' },
    'L1',
  ],
] as const)(
  '%s reports a case, it runs, and anybody with its code sees how far it is',
  async (_who, who, said, expected, level) => {
    const { order, ...more } = { order: false, ...said };
    const receipt = await report(who, { ...more, ...(order && { orderNo }) });
    expect(receipt).toMatchObject(expected);
    expect(await running(who, receipt.caseNo)).toMatchObject({ level });
    const { gateway } = system.stack.urls;
    const tracked = await fetch(
      `${gateway}/v1/cases/${receipt.caseNo}/tracking?code=${receipt.trackingCode}`,
    );
    expect([tracked.status, await tracked.json()]).toMatchObject([200, { caseNo: receipt.caseNo, level }]);
  },
  90_000,
);

test('what is received while Temporal stands still is started once it is back, exactly once', async () => {
  signal('Temporal', 'SIGSTOP');
  const from = Date.now();
  const receipt = await report('officer-fang', { channel: 'counter' });
  expect(receipt.started).toBe(false);
  expect(Date.now() - from).toBeLessThan(10_000);
  signal('Temporal', 'SIGCONT');
  await running('officer-fang', receipt.caseNo);
  const { rows } = await database.query<{ opened: number; runs: number }>(
    `select count(*) filter (where kind = 'open')::integer as opened, count(distinct generation)::integer as runs
       from events where case_no = $1`,
    [receipt.caseNo],
  );
  expect(rows).toEqual([{ opened: 1, runs: 1 }]);
  const client = new Client({ connection: connection! });
  const runs: string[] = [];
  for await (const { runId } of client.workflow.list({
    query: `WorkflowId = '${caseWorkflowId(receipt.caseNo)}'`,
  }))
    runs.push(runId);
  expect(runs).toHaveLength(1);
}, 120_000);

test('nothing of who reported a case, nor what he said, is in Temporal, in a notice, an event or a log', async () => {
  const receipt = await report('enterprise-yunzhan', { orderNo });
  await running('officer-fang', receipt.caseNo);
  const path = `/v1/cases/${receipt.caseNo}/contact?unmasked=true`;
  expect(await system.api.get('officer-fang', path)).toMatchObject({
    name: contact.name,
    phone: `+86${contact.phone}`,
  });
  const { gateway } = system.stack.urls;
  await fetch(`${gateway}/v1/cases/${receipt.caseNo}/tracking?code=${receipt.trackingCode}`);
  const page = await fetch(receipt.trackingPage, { headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
  await fetch(`${gateway}/v1/cases/${receipt.caseNo}/tracking?phone=${contact.phone.slice(-4)}`);

  const { rows } = await database.query<{ text: string }>(
    'select to_jsonb(e)::text as text from events e union all select to_jsonb(n)::text from notices n',
  );
  const { logs } = system.stack;
  const files = readdirSync(logs, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const places = {
    temporal: await textsOfTemporal(new Client({ connection: connection! })),
    rows: rows.map(({ text }) => text).join('\n'),
    logs: files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')).join('\n'),
  };
  // what is looked through is there at all
  for (const text of [places.temporal, places.rows, places.logs]) expect(text).toContain(receipt.caseNo);
  for (const [place, text] of Object.entries(places))
    for (const said of [...personal, receipt.trackingCode, '档案缺失'])
      expect([place, said, text.includes(said)]).toEqual([place, said, false]);
}, 120_000);
