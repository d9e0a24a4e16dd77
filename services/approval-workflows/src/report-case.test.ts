import { isCaseNumber, type CaseStart } from '@doudi/workflows';
import request from 'supertest';
import { inTransaction } from '@doudi/infra/database';
import { openCase } from '@doudi/workflows';
import { insertCase } from './cases.ts';
import { orderPlay } from './test-orders.ts';
import { anOrder, receivedAt, testService, type TestService } from './test-service.ts';
import { giveMandates } from '@doudi/testing/database/give-mandates';
import { startCases } from './start-case.ts';
import { openLog } from '@doudi/infra/service';

let service: TestService;
const order = anOrder();
beforeAll(async () => {
  service = await testService();
  await orderPlay(order).putOnRecord(service);
  await giveMandates(service.database.url, [order]);
});
afterAll(() => service.close());
afterEach(() => {
  service.workflows.isSilent = false;
  service.workflows.started.length = 0;
  service.office.now = receivedAt;
});

type Who = keyof TestService['tokens'];
interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly caseNo: string;
    readonly trackingCode: string;
    readonly started: boolean;
    readonly way: string;
    readonly items: readonly { readonly caseNo?: string; readonly kind?: string }[];
    readonly faults: readonly { readonly at: string }[];
  };
}
const report = async (who: Who, body: object, key: string = crypto.randomUUID()): Promise<Answered> =>
  request(service.url)
    .post('/v1/cases')
    .set({ Authorization: service.tokens[who], 'Idempotency-Key': key })
    .send(body);
const read = async (who: Who, path: string): Promise<Answered> =>
  request(service.url).get(path).set('Authorization', service.tokens[who]);
const placesIn = ({ body }: Answered) => body.faults.map(({ at }) => at).sort();

const plain = { cause: 'papers', statement: '档案缺失，窗口不受理' };
const contact = { name: '样例联系人', phone: '138 0013 8000', address: '样例市样例街道1号' };
const startOf = (caseNo: string): CaseStart | undefined =>
  service.workflows.started.find(({ start }) => start.caseNo === caseNo)?.start;

test('a receipt bears number, code, level, first contact and due day, and its workflow is started', async () => {
  const { status, body, headers } = await report('enterprise', { ...plain, contact, urgent: true });
  expect([status, headers['location']]).toEqual([201, `/v1/cases/${body.caseNo}`]);
  expect(isCaseNumber(body.caseNo)).toBe(true);
  expect(body).toMatchObject({
    ...{ way: 'api', cause: 'papers', level: 'L0', started: true, dueDay: '2017-06-16' },
    contactBy: '2017-06-16T17:00:00+08:00',
    trackingPage: `http://127.0.0.1:1/track?no=${body.caseNo}&code=${body.trackingCode}`,
  });
  expect(startOf(body.caseNo)).toMatchObject({ generation: 1, case: { isUrgent: true, level: 'L0' } });
});

test('a repeated request gives the same number and the same code, and one case', async () => {
  const key = crypto.randomUUID();
  const [first, second] = await Promise.all([
    report('enterprise', plain, key),
    report('enterprise', plain, key),
  ]);
  const third = await report('enterprise', plain, key);
  expect(second.body).toMatchObject({ caseNo: first.body.caseNo, trackingCode: first.body.trackingCode });
  expect(third.body).toEqual(first.body);
  const { rows } = await service.pool.query('select from cases where case_no = $1', [first.body.caseNo]);
  expect(rows).toHaveLength(1);
});

test('while Temporal does not answer there is a receipt all the same, and the sweep starts the case later', async () => {
  service.workflows.isSilent = true;
  const { status, body } = await report('officer', { ...plain, channel: 'hotline', contact });
  expect([status, body.started, body.way]).toEqual([201, false, 'hotline']);
  service.workflows.isSilent = false;
  service.office.now += 10_000;
  const logger = openLog({ service: 'approval-workflows', level: 'silent' });
  await startCases({ ...service.dependencies, logger })();
  expect(startOf(body.caseNo)).toMatchObject({ case: { way: 'hotline' } });
});

test('nothing that is personal is given to the workflow', async () => {
  const { body } = await report('enterprise', { ...plain, contact, orderNo: order.orderNo });
  const started = JSON.stringify(startOf(body.caseNo));
  for (const said of [plain.statement, contact.name, '13800138000', contact.address])
    expect(started).not.toContain(said);
});

test.each([
  ['an enterprise', 'enterprise', {}, { way: 'api', level: 'L0' }],
  ['an agent about his order', 'agent', { orderNo: order.orderNo, task: 'record' }, { way: 'api' }],
  ['an agent for an enterprise', 'agent', { uscc: order.uscc }, { way: 'api' }],
  ['an officer for a citizen', 'officer', { contact }, { way: 'counter' }],
  ['an officer on the telephone', 'officer', { channel: 'hotline' }, { way: 'hotline', level: 'L0' }],
  [
    'a department that wants to say no',
    'reviewer',
    { orderNo: order.orderNo, task: 'record' },
    { way: 'transfer', level: 'L1' },
  ],
] as const)('%s reports a case and finds it again', async (_who, who, more, expected) => {
  const { status, body } = await report(who, { ...plain, ...more });
  expect([status, body]).toMatchObject([201, expected]);
  const list = await read(who, '/v1/cases');
  expect(list.body.items.map(({ caseNo }) => caseNo)).toContain(body.caseNo);
  const one = await read(who, `/v1/cases/${body.caseNo}`);
  expect(one.body).toMatchObject({ statement: plain.statement, task: 'task' in more ? more.task : null });
});

test('a department hands over with a refusal in mind, and leads the case', async () => {
  const said = { statement: '拟作否定答复', orderNo: order.orderNo, task: 'record' };
  const { body } = await report('head', said);
  expect(startOf(body.caseNo)?.case).toMatchObject({ cause: 'refusal', lead: 'DRC', way: 'transfer' });
});

test('every fault of a report is named at once', async () => {
  const faulty = {
    statement: '有事',
    task: 'record',
    channel: 'hotline',
    requiredBy: '2017-06-16T09:00:00+08:00',
  };
  const answer = await report('agent', faulty);
  expect(answer.status).toBe(422);
  expect(placesIn(answer)).toEqual(['/cause', '/channel', '/requiredBy', '/task', '/uscc']);
});

test.each([
  ['a department without an order', 'reviewer', plain, ['/orderNo', '/task']],
  [
    'a department with the task of another',
    'reviewer',
    { ...plain, orderNo: order.orderNo, task: 'planning-conditions' },
    ['/task'],
  ],
  ['an agent for a stranger', 'agent', { ...plain, uscc: '91330683MAFAKE0274' }, ['/uscc']],
  [
    'a service number as a phone',
    'officer',
    { ...plain, contact: { ...contact, phone: '4008001234' } },
    ['/contact/phone'],
  ],
  [
    'a fixed line without its area code',
    'officer',
    { ...plain, contact: { ...contact, phone: '83000000' } },
    ['/contact/phone'],
  ],
  [
    'a phone of another country',
    'officer',
    { ...plain, contact: { ...contact, phone: '+44 20 7946 0018' } },
    ['/contact/phone'],
  ],
] as const)('%s is refused', async (_what, who, body, places) => {
  const answer = await report(who, body);
  expect(answer.status).toBe(422);
  expect(placesIn(answer)).toEqual(places);
});

test.each(['+86 138-0013-8000', '13800138000', '0575-83000000', '057583000000'])(
  '%s is a phone',
  async (phone) => {
    expect((await report('officer', { ...plain, contact: { ...contact, phone } })).status).toBe(201);
  },
);

test("a stranger's order is not known", async () => {
  expect((await report('stranger', { ...plain, orderNo: order.orderNo })).status).toBe(404);
});

test('a reporter without an order keeps his case to himself', async () => {
  const { body } = await report('enterprise', plain);
  expect((await read('stranger', `/v1/cases/${body.caseNo}`)).status).toBe(404);
  expect((await read('agent', `/v1/cases/${body.caseNo}`)).status).toBe(404);
  expect((await read('officer', `/v1/cases/${body.caseNo}`)).status).toBe(200);
});

test('who has reported a case is told of its answer', async () => {
  const { caseNo } = (await report('enterprise', plain)).body;
  const opened = startOf(caseNo)?.case;
  if (!opened) throw new Error('the case is started');
  const callBack = { since: receivedAt, tries: 0, result: null, missedAt: null };
  const answer = { outcome: 'out-of-scope', proposedBy: 'p-1301', answeredAt: receivedAt, callBack } as const;
  const closed = { ...opened, ...answer, state: 'calling-back', events: 2 } as const;
  const event = { seq: 2, at: receivedAt, kind: 'close', by: 'p-1301', detail: { outcome: 'out-of-scope' } };
  const write = { caseNo, generation: 1, case: closed, events: [event] };
  await service.activities.projectCase({ caseNo }, write);
  const { items } = (await read('enterprise', '/v1/inbox/approval-workflows/notices')).body;
  expect(items[0]).toMatchObject({ kind: 'case.closed', about: caseNo, orderNo: null });
});

test('200 receipts at once, some of them rolled back, have the serials of their day without gap or double', async () => {
  const day = '2017-07-03';
  const openedAt = Date.parse(`${day}T10:00:00+08:00`);
  const calendarVersion = (await service.pool.query<{ version: string }>('select version from calendars'))
    .rows[0]!.version;
  const one = openCase({ openedAt, way: 'counter', cause: 'other' });
  const receive = (at: number) =>
    inTransaction(service.pool, async (db) => {
      const { caseNo } = await insertCase(db, day as never, one, { calendarVersion });
      if (at % 7 === 3) throw new Error('rolled back');
      return caseNo;
    }).catch(() => null);
  const given = await Promise.all(Array.from({ length: 200 }, (_none, at) => receive(at)));
  const numbers = given.filter((caseNo) => caseNo !== null);
  const serials = numbers.map((caseNo) => Number(caseNo.slice(10, -2))).sort((a, b) => a - b);
  expect(serials).toEqual(Array.from({ length: numbers.length }, (_none, at) => at + 1));
  expect(numbers.length).toBe(200 - Math.ceil((200 - 3) / 7));
});
