import { caseNumber, openCase, type DecisionReceipt } from '@doudi/workflows';
import request from 'supertest';
import { anOrder, firstWrite, receivedAt, testService, type TestService } from './test-service.ts';

let service: TestService;
const order = anOrder();
beforeAll(async () => {
  service = await testService();
  await service.activities.registerOrder(order);
  await service.activities.projectStep(firstWrite(order));
});
afterAll(() => service.close());

type Who = keyof TestService['tokens'];
/** What tests read of an answer; a field is there where its URL answers it. */
interface Heard {
  readonly headers: Record<string, string>;
  readonly body: {
    readonly buckets: object;
    readonly usedDays: number;
    readonly steps: readonly { readonly buckets: object }[];
    readonly days: readonly object[];
    readonly items: readonly { readonly code: string; readonly url: string }[];
    readonly events: readonly object[];
    readonly faults: readonly object[];
  };
}
interface Asking extends PromiseLike<Heard> {
  expect(status: number): Asking;
}
const read = (who: Who, path: string): Asking =>
  request(service.url).get(path).set('Authorization', service.tokens[who]);
const write = (who: Who, path: string, body: object, key = 'k-1'): Asking =>
  request(service.url)
    .post(path)
    .set('Authorization', service.tokens[who])
    .set('Idempotency-Key', key)
    .send(body);
const days = (n: number) => n * 86_400_000;
const task = `/v1/tasks/${order.orderNo}/record`;
const receipt: DecisionReceipt = { task: 'record', state: 'checking', at: receivedAt, stepClosed: false };

test('the enterprise reads where its order stands and who holds the ball', async () => {
  const { body } = await read('enterprise', `/v1/progress/${order.orderNo}`).expect(200);
  expect(body).toMatchObject({
    light: 'GREEN',
    budgetDays: 50,
    usedDays: 0,
    dueDay: '2017-08-25',
    provisional: false,
  });
  expect(body.steps[0]).toMatchObject({
    openTask: 'record',
    holder: { role: 'reviewer', department: 'DRC' },
  });
  expect(body.steps[1]).toMatchObject({ state: 'waiting', light: null });
});

test('lights on read follow the office clock alone, without any workflow', async () => {
  service.office.now = receivedAt + days(6);
  const { body } = await read('supervisor', `/v1/progress/${order.orderNo}`).expect(200);
  expect(body.steps[0]).toMatchObject({ light: 'RED', dueDay: '2017-06-20' });
  service.office.now = receivedAt;
});

test('the ledger of order and step adds up to the progress', async () => {
  service.office.now = receivedAt + days(6);
  const progress = await read('enterprise', `/v1/progress/${order.orderNo}`).expect(200);
  const ledger = await read('enterprise', `/v1/progress/${order.orderNo}/ledger`).expect(200);
  const ofStep = await read(
    'enterprise',
    `/v1/progress/${order.orderNo}/ledger?step=project-initiation`,
  ).expect(200);
  expect(ledger.body.days.at(-1)).toMatchObject({
    buckets: progress.body.buckets,
    used: progress.body.usedDays,
  });
  expect(ofStep.body.days.at(-1)).toMatchObject({ buckets: progress.body.steps[0]?.buckets });
  service.office.now = receivedAt;
});

test.each(['stranger', 'agent'] as const)('a %s without a right to the order gets 404', async (who) => {
  await read(who, `/v1/progress/${order.orderNo}`).expect(404);
  await read(who, `/v1/progress/${order.orderNo}/ledger`).expect(404);
});

test("a department sees its own open tasks, and no other's", async () => {
  const { body } = await read('reviewer', '/v1/tasks').expect(200);
  expect(body.items).toMatchObject([
    { orderNo: order.orderNo, task: 'record', waitsFor: 'reviewer', isLate: false },
  ]);
  expect((await read('elsewhere', '/v1/tasks').expect(200)).body.items).toEqual([]);
});

test('a decision reaches its step with ids and codes only, under an id that repetitions share', async () => {
  service.workflows.answer = receipt;
  const body = { opinion: 'refuse', note: '缺少红线图' };
  await write('reviewer', `${task}/review`, body).expect(200);
  const again = await write('reviewer', `${task}/review`, body).expect(200);
  expect(again.headers['idempotent-replay']).toBe('true');
  expect(service.workflows.asked).toHaveLength(1);
  expect(JSON.stringify(service.workflows.asked)).not.toContain('红线图');
  expect(service.workflows.asked[0]).toMatchObject({
    workflowId: `order/${order.orderNo}/step/project-initiation`,
    name: 'review',
  });
});

test('a task of another department is not known', async () => {
  await write('elsewhere', `${task}/review`, { opinion: 'approve' }, 'k-2').expect(404);
});

test('refusing or returning without a reason is a fault', async () => {
  const { body } = await write('checker', `${task}/check`, { verdict: 'return' }, 'k-3').expect(422);
  expect(body.faults).toMatchObject([{ at: '/note' }]);
});

test.each([
  ['approve', 'zh', 'verdict 为 refuse, not-accept 时才写'],
  ['return', 'en', 'is said with verdict refuse, not-accept only'],
])('a check that says %s bears neither legal basis nor remedy (%s)', async (verdict, language, fault) => {
  const answer: Heard = await request(service.url)
    .post(`${task}/check`)
    .set({ Authorization: service.tokens.checker, 'Idempotency-Key': `k-8-${verdict}` })
    .set('Accept-Language', language)
    .send({ verdict, note: '见意见', legalBasis: '《城乡规划法》第三十八条', remedy: '可申请行政复议' })
    .expect(422);
  expect(answer.body).toMatchObject({
    type: '/problems/unfit',
    faults: [
      { at: '/legalBasis', fault },
      { at: '/remedy', fault },
    ],
  });
});

test('a decision on a step that has closed answers 409 with how it ended', async () => {
  service.workflows.answer = undefined;
  await service.pool.query(`update steps set closed_at = opened_at, outcome = 'approved'`);
  const { body } = await write('checker', `${task}/check`, { verdict: 'approve' }, 'k-4').expect(409);
  expect(body).toMatchObject({ type: '/problems/step-closed', outcome: 'approved' });
  const progress = await read('supervisor', `/v1/progress/${order.orderNo}`).expect(200);
  expect(progress.body.steps[0]).toMatchObject({ light: 'DONE', outcome: 'approved' });
  expect(progress.body.steps[1]).toMatchObject({ light: null, outcome: null });
});

test('the note of a decision that is refused does not stay; that of one on record does', async () => {
  const notes = async () => {
    const { rows } = await service.pool.query<{ body: string }>('select body from texts order by body');
    return rows.map(({ body }) => body);
  };
  service.workflows.answer = undefined;
  const before = await notes();
  const refused = { verdict: 'return', note: '已晚的决定' };
  await write('checker', `${task}/check`, refused, 'k-6').expect(409);
  expect(await notes()).toEqual(before);

  // taken, but its answer was lost; the repetition finds the step closed
  let textId = '';
  const taken = service.workflows.asked.length;
  const { asked } = service.workflows;
  await write('checker', `${task}/check`, { ...refused, note: '已作的决定' }, 'k-7').expect(409);
  textId = (asked[taken]?.arg as { note: string }).note;
  await service.pool.query(
    `insert into events (workflow_id, generation, seq, order_no, at, kind, detail)
     values ('w', 1, 1, $1, now(), 'check', jsonb_build_object('note', $2::text))`,
    [order.orderNo, textId],
  );
  await write('checker', `${task}/check`, { ...refused, note: '已作的决定' }, 'k-7').expect(409);
  expect(await notes()).toEqual([...before, '已作的决定'].toSorted());
});

test('a case is listed, acted on, and unknown when its number is made up', async () => {
  const { caseNo } = await service.activities.numberCase(order.orderNo, 'planning', receivedAt);
  const about = { openedAt: receivedAt, orderNo: order.orderNo, step: 'planning' } as const;
  const opened = openCase({ ...about, way: 'timeout', cause: 'timeout' });
  const events = [{ seq: 1, at: receivedAt, kind: 'open', by: null, detail: { level: 'L1' } }];
  await service.activities.projectCase({ caseNo }, { caseNo, generation: 1, case: opened, events });
  expect((await read('officer', '/v1/cases?state=open').expect(200)).body.items).toMatchObject([
    { caseNo, step: 'planning', level: 'L1' },
  ]);
  expect((await read('officer', `/v1/cases/${caseNo}`).expect(200)).body.events).toMatchObject([
    { seq: 1, kind: 'open' },
  ]);
  service.workflows.answer = { caseNo, seq: 2, at: receivedAt, state: 'open', level: 'L1', outcome: null };
  await write('officer', `/v1/cases/${caseNo}/actions`, { action: 'called', note: '已联系' }, 'k-5').expect(
    200,
  );
  await read('officer', `/v1/cases/${caseNumber('2017-06-16', 999)}`).expect(404);
  await read('officer', '/v1/cases/DD201706160001').expect(400);
  await read('officer', '/v1/cases/DD20170616000100').expect(422);
});

test('the first supervision link lists running steps that are red', async () => {
  const { body } = await read('supervisor', '/v1/supervision/links').expect(200);
  const url = new URL(body.items[0]?.url ?? '');
  expect(url.searchParams.get('savedQuery')).toBe('Overdue steps');
  expect(url.searchParams.get('query')).toBe(
    '`WorkflowType`="approvalStep" AND `ExecutionStatus`="Running" AND `SlaStatus`="RED"',
  );
});

test('there are links to late tasks and to the steps whose lateness has opened a case', async () => {
  const { body } = await read('supervisor', '/v1/supervision/links').expect(200);
  const queryOf = (code: string) =>
    new URL(body.items.find((link) => link.code === code)?.url ?? '').searchParams.get('query');
  const steps = '`WorkflowType`="approvalStep" AND `ExecutionStatus`="Running"';
  expect(queryOf('late-tasks')).toBe(`${steps} AND \`TaskSla\`="LATE"`);
  expect(queryOf('escalated-steps')).toBe(`${steps} AND \`Escalated\`=true`);
});

test('links of one department and of one agent come when they are asked for', async () => {
  const codes = async (query: string) => {
    const { body } = await read('supervisor', `/v1/supervision/links${query}`).expect(200);
    return body.items.map(({ url }) => new URL(url).searchParams.get('query') ?? '');
  };
  const asked = await codes('?department=NRP&agentId=p-1001');
  expect(asked.filter((query) => query.includes('Department'))).toHaveLength(2);
  expect(asked.at(-1)).toBe('`ExecutionStatus`="Running" AND `AgentId`="p-1001"');
  const all = await codes('');
  expect(all.filter((query) => query.includes('Department'))).toHaveLength(12);
  expect(all.filter((query) => query.includes('AgentId'))).toEqual([]);
  await read('supervisor', '/v1/supervision/links?agentId=%22or').expect(400);
});

test('the clock says what office day it is', async () => {
  const { body } = await read('enterprise', '/v1/clock').expect(200);
  expect(body).toMatchObject({
    now: '2017-06-16T10:00:00+08:00',
    officeDay: '2017-06-16',
    isWorkingDay: true,
    provisional: false,
  });
});
