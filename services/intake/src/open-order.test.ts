import { randomUUID } from 'node:crypto';
import { planFor, rulesOfNow, shanghaiDay } from '@doudi/workflows';
import { ours, testService, theirs, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());
beforeEach(() => {
  service.workflows.answers = 'ok';
  service.workflows.orders.length = 0;
});

const countOrders = async (projectCode: string) =>
  (await service.pool.query('select from orders where project_code = $1', [projectCode])).rowCount;

test('an agent with a mandate opens an order, and its workflow is sent ids and codes only', async () => {
  const projectCode = await people.registered();
  await people.mandated(projectCode);
  const { body } = await people.send('agent', '/v1/orders', { projectCode, track: '80' }).expect(201);
  const orderNo = body.orderNo;
  expect(body).toMatchObject({
    track: '80',
    budgetDays: 80,
    started: true,
    progress: `/v1/progress/${orderNo}`,
  });
  expect(orderNo).toMatch(new RegExp(`^O${shanghaiDay(Date.now()).replaceAll('-', '')}\\d{4}$`));
  expect(service.workflows.orders).toEqual([
    {
      orderNo,
      projectCode,
      uscc: ours,
      agentId: 'agent-1',
      receivedAt: Date.parse(body.receivedAt),
      plan: planFor('80'),
      clock: { officeAt: 0, clockAt: 0, rate: 1 },
      rulesVersion: rulesOfNow,
    },
  ]);
  const read = await people.ask('agent', `/v1/orders/${orderNo}`).expect(200);
  expect(read.body).toMatchObject({ state: 'running', outcome: null, withdrawal: null });
});

test('an agent without a mandate does not learn of the project; one for commissions only may not order', async () => {
  const projectCode = await people.registered();
  await people.send('agent', '/v1/orders', { projectCode, track: '80' }).expect(404);
  await people.mandated(projectCode, { scopes: ['commission'] });
  await people.send('agent', '/v1/orders', { projectCode, track: '80' }).expect(403);
});

test('an enterprise orders for itself, and its agent is named when it has one', async () => {
  const alone = await people.registered();
  await people.send('enterprise', '/v1/orders', { projectCode: alone, track: '50' }).expect(201);
  const withAgent = await people.registered();
  await people.mandated(withAgent);
  await people.send('enterprise', '/v1/orders', { projectCode: withAgent, track: '50' }).expect(201);
  expect(service.workflows.orders.map(({ agentId }) => agentId)).toEqual(['owner-1', 'agent-1']);
  const foreign = await people.registered({ uscc: theirs });
  await people.send('enterprise', '/v1/orders', { projectCode: foreign, track: '50' }).expect(404);
});

test('an order on demand takes the days it names', async () => {
  const projectCode = await people.registered();
  const { body } = await people
    .send('enterprise', '/v1/orders', { projectCode, track: '30', days: 20 })
    .expect(201);
  expect(body).toMatchObject({ budgetDays: 20 });
  expect(service.workflows.orders[0]?.plan).toEqual(planFor('30', 20));
});

test.each([12, 31, -1])('%d days are refused with the binding tasks and what would help', async (days) => {
  const projectCode = await people.registered();
  const { body } = await people
    .send('enterprise', '/v1/orders', { projectCode, track: '30', days })
    .expect(409);
  const { refused, ...details } = planFor('30', days) as { refused: string };
  expect(body).toMatchObject({
    type: `/problems/${refused}`,
    title: expect.stringContaining('13 to 30') as string,
    ...details,
  });
  expect(await countOrders(projectCode)).toBe(0);
});

test('days on another track than 30 are a fault', async () => {
  const projectCode = await people.registered();
  const { body } = await people
    .send('enterprise', '/v1/orders', { projectCode, track: '50', days: 20 })
    .expect(422);
  expect(body).toMatchObject({ faults: [{ at: '/days' }] });
});

test('a project has one order that is not closed, also when two ask at the same moment', async () => {
  const projectCode = await people.registered();
  const both = await Promise.all(
    ['80', '50'].map((track) => people.send('enterprise', '/v1/orders', { projectCode, track })),
  );
  const [won, lost] = both.sort((a, b) => a.status - b.status);
  expect([won?.status, lost?.status]).toEqual([201, 409]);
  expect(lost?.body).toMatchObject({
    type: '/problems/order-already-open',
    orderNo: won?.body.orderNo,
  });
});

test('a repeated request is one order, also when all repetitions come at the same moment', async () => {
  const projectCode = await people.registered();
  const key = randomUUID();
  const send = () => people.send('enterprise', '/v1/orders', { projectCode, track: '80' }, key);
  const answers = await Promise.all([send(), send(), send()]);
  answers.push(await send());
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ body }) => body.orderNo)).size).toBe(1);
  expect(await countOrders(projectCode)).toBe(1);
});

test.each(['unreachable', 'failed'] as const)(
  'while the workflows are %s the service still hands out the receipt',
  async (answers) => {
    service.workflows.answers = answers;
    const projectCode = await people.registered();
    const { body } = await people.send('enterprise', '/v1/orders', { projectCode, track: '80' }).expect(201);
    expect(body).toMatchObject({ started: false });
    const read = await people.ask('enterprise', `/v1/orders/${body.orderNo}`).expect(200);
    expect(read.body).toMatchObject({ state: 'received', startedAt: null });
  },
);

test('a repetition after a crash between receipt and workflow finds the receipt and starts it', async () => {
  const projectCode = await people.registered();
  const key = randomUUID();
  const open = () => people.send('enterprise', '/v1/orders', { projectCode, track: '80' }, key);
  service.workflows.answers = 'unreachable';
  const first = await open().expect(201);
  // as a crash leaves it: the receipt is there, the answer was never kept
  await service.pool.query(
    'update idempotency_keys set status = null, headers = null, answer = null, answered_at = null',
  );
  service.workflows.answers = 'ok';
  const second = await open().expect(201);
  expect(second.body).toEqual({ ...first.body, started: true });
  expect(await countOrders(projectCode)).toBe(1);
});

test('lists are filtered by state and track, and hold what is within reach', async () => {
  const mine = await people.ordered('agent', { track: '30', days: 25 });
  const numbers = async (who: 'enterprise' | 'stranger' | 'agent' | 'supervisor', query: string) => {
    const { body } = await people.ask(who, `/v1/orders?${query}`).expect(200);
    return body.items.map(({ orderNo }) => orderNo);
  };
  expect((await numbers('enterprise', 'state=running&track=30'))[0]).toBe(mine);
  expect(await numbers('enterprise', 'state=closed')).toEqual([]);
  expect(await numbers('supervisor', 'limit=1')).toEqual([mine]);
  expect(await numbers('stranger', '')).toEqual([]);
  expect(await numbers('agent', 'track=30')).toContain(mine);
  await people.ask('stranger', `/v1/orders/${mine}`).expect(404);
  await people.ask('otherAgent', `/v1/orders/${mine}`).expect(404);
});
