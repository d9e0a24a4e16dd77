import { activities } from './activities.ts';
import { testService, type TestService } from './test-service.ts';
import { requestsOf, type Who } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
});
afterAll(() => service.close());
beforeEach(() => {
  service.workflows.answers = 'ok';
  service.workflows.withdrawals.length = 0;
});

const reason = { reason: '企业调整投资计划\n另行申请' };
const pathOf = (orderNo: string) => `/v1/orders/${orderNo}/withdrawal`;
const close = (orderNo: string, outcome: 'approved' | 'withdrawn') =>
  activities(service).closeReceipt(orderNo, { outcome, closedAt: Date.now() });

test('the enterprise or its agent withdraws; the workflow learns the id of the reason, never its words', async () => {
  const orderNo = await people.ordered();
  const { body } = await people.send('agent', pathOf(orderNo), reason).expect(202);
  expect(body).toMatchObject({ orderNo, notified: true });
  expect(service.workflows.withdrawals).toEqual([
    {
      orderNo,
      by: 'agent-1',
      reason: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      at: Date.parse(body.withdrawnAt),
    },
  ]);
  const read = await people.ask('enterprise', `/v1/orders/${orderNo}`).expect(200);
  expect(read.body).toMatchObject({ state: 'running', withdrawal: { by: 'agent-1', ...reason } });
});

test('the first withdrawal stays; withdrawing again is harmless, also once the order has closed by it', async () => {
  const orderNo = await people.ordered();
  const first = await people.send('enterprise', pathOf(orderNo), reason).expect(202);
  const again = await people.send('agent', pathOf(orderNo), { reason: 'another' }).expect(202);
  await close(orderNo, 'withdrawn');
  const late = await people.send('agent', pathOf(orderNo), { reason: 'another' }).expect(202);
  expect([again.body, late.body]).toEqual([first.body, first.body]);
  expect(service.workflows.withdrawals).toHaveLength(1);
});

test('what is closed cannot be withdrawn, and its outcome is answered', async () => {
  const orderNo = await people.ordered();
  await close(orderNo, 'approved');
  const { body } = await people.send('enterprise', pathOf(orderNo), reason).expect(409);
  expect(body).toMatchObject({ type: '/problems/order-closed', outcome: 'approved' });
  expect(service.workflows.withdrawals).toEqual([]);
});

test('strangers do not learn of the order, supervisors may not withdraw', async () => {
  const orderNo = await people.ordered();
  await people.send('stranger', pathOf(orderNo), reason).expect(404);
  await people.send('otherAgent', pathOf(orderNo), reason).expect(404);
  await people.send('supervisor', pathOf(orderNo), reason).expect(403);
});

test('a withdrawal without a reason is a fault', async () => {
  const orderNo = await people.ordered();
  await people.send('enterprise', pathOf(orderNo), { reason: ' \n\t' }).expect(400);
});

test('while the workflows are silent the withdrawal is recorded and sent later', async () => {
  const orderNo = await people.ordered();
  service.workflows.answers = 'unreachable';
  const { body } = await people.send('enterprise', pathOf(orderNo), reason).expect(202);
  expect(body).toMatchObject({ notified: false });
});

describe('closing a receipt', () => {
  test('a closed order keeps its first outcome however often it is closed', async () => {
    const orderNo = await people.ordered();
    await close(orderNo, 'approved');
    await close(orderNo, 'withdrawn');
    const { body } = await people.ask('enterprise', `/v1/orders/${orderNo}`).expect(200);
    expect(body).toMatchObject({ state: 'closed', outcome: 'approved' });
  });

  test('an order may close before the service has marked its start', async () => {
    service.workflows.answers = 'unreachable';
    const orderNo = await people.ordered();
    await close(orderNo, 'approved');
    const { body } = await people.ask('enterprise', `/v1/orders/${orderNo}`).expect(200);
    expect(body).toMatchObject({ state: 'closed', startedAt: expect.stringContaining('+08:00') as string });
  });

  test('a project whose order is closed may order again', async () => {
    const orderNo = await people.ordered();
    const { body } = await people.ask('enterprise', `/v1/orders/${orderNo}`).expect(200);
    const again = { projectCode: body.projectCode, track: '80' };
    await people.send('enterprise', '/v1/orders', again).expect(409);
    await close(orderNo, 'approved');
    await people.send('enterprise', '/v1/orders', again).expect(201);
  });

  test('an order that is not known is tried again, not passed over', async () => {
    await expect(close('O209901010001', 'approved')).rejects.toThrow('no receipt');
  });
});

interface Listing {
  readonly actions: readonly { readonly action: string; readonly href: string }[];
}
const listed = async (who: Who, orderNo: string) => {
  const { actions } = (await people.ask(who, `/v1/orders/${orderNo}`)).body as unknown as Listing;
  return actions.map(({ action }) => action);
};

test('what can be done with an order is listed for whom it is done, until it has ended', async () => {
  const orderNo = await people.ordered();
  expect(await listed('enterprise', orderNo)).toEqual(['withdraw', 'change-track', 'replace-agent']);
  expect(await listed('agent', orderNo)).toEqual(['withdraw', 'change-track']);
  expect(await listed('administrator', orderNo)).toEqual(['replace-agent']);
  expect(await listed('supervisor', orderNo)).toEqual([]);
  await people.send('agent', pathOf(orderNo), reason).expect(202);
  expect(await listed('enterprise', orderNo)).toEqual([]);
});

test('an agent whose mandate does not cover orders is not offered to withdraw, and is refused', async () => {
  const projectCode = await people.registered();
  await people.mandated(projectCode, { scopes: ['commission'] });
  const { body } = await people.send('enterprise', '/v1/orders', { projectCode, track: '50' }).expect(201);
  expect(await listed('agent', body.orderNo)).toEqual([]);
  await people.send('agent', pathOf(body.orderNo), reason).expect(403);
});
