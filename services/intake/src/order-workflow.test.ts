import { openLog } from '@doudi/infra/service';
import { temporalClient, type TemporalClient } from '@doudi/infra/temporal';
import { testTemporal, type TestTemporal } from '@doudi/testing/temporal/test-temporal';
import { orderWorkflowId, planFor, type Plan, type ReceivedOrder } from '@doudi/workflows';
import { sendWithdrawal, startOrder } from './order-workflow.ts';
import { ours } from './test-service.ts';

const logger = openLog({ service: 'test', level: 'silent' });
const order: ReceivedOrder = {
  orderNo: 'O202607010001',
  projectCode: '2601-330683-04-01-000001',
  uscc: ours,
  agentId: 'agent-1',
  receivedAt: Date.parse('2026-07-01T10:00:00+08:00'),
  plan: planFor('50') as Plan,
  clock: { officeAt: 0, clockAt: 0, rate: 1 },
  rulesVersion: 2,
};
const withdrawal = { by: 'agent-1', reason: null, at: order.receivedAt };

describe('while nobody serves the workflows', () => {
  let server: TestTemporal;
  let temporal: TemporalClient;
  beforeAll(async () => {
    server = await testTemporal();
    temporal = temporalClient(server);
  }, 30_000);
  afterAll(async () => {
    await temporal.close();
    await server.close();
  });
  const handle = () => temporal.client.workflow.getHandle(orderWorkflowId(order.orderNo));

  test('an order is started once, with what administrators filter by, however often that is tried', async () => {
    const start = startOrder({ temporal, logger, patienceMs: 1_000 });
    const both = await Promise.all([start(order), start(order)]);
    expect(both).toEqual(['unreachable', 'unreachable']);
    const { searchAttributes, historyLength } = await handle().describe();
    expect(searchAttributes).toMatchObject({
      OrderNo: [order.orderNo],
      Track: ['50'],
      AgentId: ['agent-1'],
      SlaStatus: ['GREEN'],
    });
    expect(historyLength).toBeLessThan(5);
  }, 20_000);

  test('a withdrawal is signalled to a running order; one that has ended needs neither it nor a start', async () => {
    const send = sendWithdrawal({ temporal, logger });
    expect(await send(order.orderNo, withdrawal)).toBe('sent');
    await handle().terminate();
    expect(await send(order.orderNo, withdrawal)).toBe('sent');
    expect(await startOrder({ temporal, logger })(order)).toBe('started');
    const another = { ...order, projectCode: '2601-330683-04-01-000002' };
    expect(await startOrder({ temporal, logger })(another)).toBe('taken');
  }, 20_000);
});

test('a Temporal that is down is unreachable within the patience of a person at the service', async () => {
  const temporal = temporalClient({ address: '127.0.0.1:1', namespace: 'default' });
  const parts = { temporal, logger, patienceMs: 500 };
  const began = Date.now();
  expect(await startOrder(parts)(order)).toBe('unreachable');
  expect(await sendWithdrawal(parts)(order.orderNo, withdrawal)).toBe('unreachable');
  expect(Date.now() - began).toBeLessThan(3_000);
  await temporal.close();
}, 20_000);
