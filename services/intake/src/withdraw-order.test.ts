import { activities } from './activities.ts';
import { testCounter, type TestCounter } from './test-counter.ts';
import { visitorsOf } from './test-visitor.ts';

let counter: TestCounter;
let visitors: ReturnType<typeof visitorsOf>;
beforeAll(async () => {
  counter = await testCounter();
  visitors = visitorsOf(counter);
});
afterAll(() => counter.close());
beforeEach(() => {
  counter.far.answers = 'ok';
  counter.far.withdrawals.length = 0;
});

const reason = { reason: '企业调整投资计划\n另行申请' };
const pathOf = (orderNo: string) => `/v1/orders/${orderNo}/withdrawal`;
const close = (orderNo: string, outcome: 'approved' | 'withdrawn') =>
  activities(counter).closeReceipt(orderNo, { outcome, closedAt: Date.now() });

test('the enterprise or its agent withdraws; the workflow learns the id of the reason, never its words', async () => {
  const orderNo = await visitors.ordered();
  const { body } = await visitors.send('agent', pathOf(orderNo), reason).expect(202);
  expect(body).toMatchObject({ orderNo, told: true });
  expect(counter.far.withdrawals).toEqual([
    {
      orderNo,
      by: 'agent-1',
      reason: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      at: Date.parse(body.withdrawnAt),
    },
  ]);
  const read = await visitors.ask('enterprise', `/v1/orders/${orderNo}`).expect(200);
  expect(read.body).toMatchObject({ state: 'running', withdrawal: { by: 'agent-1', ...reason } });
});

test('the first withdrawal stays; withdrawing again is harmless, also once the order has closed by it', async () => {
  const orderNo = await visitors.ordered();
  const first = await visitors.send('enterprise', pathOf(orderNo), reason).expect(202);
  const again = await visitors.send('agent', pathOf(orderNo), { reason: 'another' }).expect(202);
  await close(orderNo, 'withdrawn');
  const late = await visitors.send('agent', pathOf(orderNo), { reason: 'another' }).expect(202);
  expect([again.body, late.body]).toEqual([first.body, first.body]);
  expect(counter.far.withdrawals).toHaveLength(1);
});

test('what is closed cannot be withdrawn, and its outcome is told', async () => {
  const orderNo = await visitors.ordered();
  await close(orderNo, 'approved');
  const { body } = await visitors.send('enterprise', pathOf(orderNo), reason).expect(409);
  expect(body).toMatchObject({ type: '/problems/order-closed', outcome: 'approved' });
  expect(counter.far.withdrawals).toEqual([]);
});

test('strangers do not learn of the order, supervisors may not withdraw', async () => {
  const orderNo = await visitors.ordered();
  await visitors.send('stranger', pathOf(orderNo), reason).expect(404);
  await visitors.send('otherAgent', pathOf(orderNo), reason).expect(404);
  await visitors.send('supervisor', pathOf(orderNo), reason).expect(403);
});

test('a withdrawal without a reason is a fault', async () => {
  const orderNo = await visitors.ordered();
  await visitors.send('enterprise', pathOf(orderNo), { reason: ' \n\t' }).expect(400);
});

test('while the workflows are silent the withdrawal is recorded and told later', async () => {
  const orderNo = await visitors.ordered();
  counter.far.answers = 'unreachable';
  const { body } = await visitors.send('enterprise', pathOf(orderNo), reason).expect(202);
  expect(body).toMatchObject({ told: false });
});

describe('closing a receipt', () => {
  test('a closed order keeps its first outcome however often it is closed', async () => {
    const orderNo = await visitors.ordered();
    await close(orderNo, 'approved');
    await close(orderNo, 'withdrawn');
    const { body } = await visitors.ask('enterprise', `/v1/orders/${orderNo}`).expect(200);
    expect(body).toMatchObject({ state: 'closed', outcome: 'approved' });
  });

  test('an order may close before the counter has marked its start', async () => {
    counter.far.answers = 'unreachable';
    const orderNo = await visitors.ordered();
    await close(orderNo, 'approved');
    const { body } = await visitors.ask('enterprise', `/v1/orders/${orderNo}`).expect(200);
    expect(body).toMatchObject({ state: 'closed', startedAt: expect.stringContaining('+08:00') as string });
  });

  test('a project whose order is closed may order again', async () => {
    const orderNo = await visitors.ordered();
    const { body } = await visitors.ask('enterprise', `/v1/orders/${orderNo}`).expect(200);
    const again = { projectCode: body.projectCode, track: '80' };
    await visitors.send('enterprise', '/v1/orders', again).expect(409);
    await close(orderNo, 'approved');
    await visitors.send('enterprise', '/v1/orders', again).expect(201);
  });

  test('an order that is not known is tried again, not passed over', async () => {
    await expect(close('O209901010001', 'approved')).rejects.toThrow('no receipt');
  });
});
