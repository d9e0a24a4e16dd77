import { temporalClient } from '@doudi/infra/temporal';
import { testTemporal, type TestTemporal } from '@doudi/testing/temporal/test-temporal';
import { commissionWorkflowId } from '@doudi/workflows';
import { sendMilestone } from './send-milestone.ts';

let stores: TestTemporal;
let temporal: ReturnType<typeof temporalClient>;
beforeAll(async () => {
  stores = await testTemporal();
  temporal = temporalClient(stores);
});
afterAll(async () => {
  await temporal.close();
  await stores.close();
});

const milestone = { seq: 1, by: 'p', event: { kind: 'engage', at: 0, agencyNo: 'A016' } } as const;

test('a running workflow gets a signal; one that is over, or that nobody knows, is gone', async () => {
  const workflowId = commissionWorkflowId('C1');
  const handle = await temporal.client.workflow.start('runCommission', {
    workflowId,
    taskQueue: 'nobody',
    args: [],
  });
  const send = sendMilestone(temporal);
  expect(await send('C1', milestone)).toBe('delivered');
  const { events } = await handle.fetchHistory();
  const signals = events?.flatMap(
    ({ workflowExecutionSignaledEventAttributes: signal }) => signal?.signalName ?? [],
  );
  expect(signals).toEqual(['milestone']);
  await handle.terminate();
  expect([await send('C1', milestone), await send('C2', milestone)]).toEqual(['gone', 'gone']);
});

test('a Temporal that is down is unreachable, known within seconds', async () => {
  const nobody = temporalClient({ address: '127.0.0.1:1', namespace: 'default' });
  expect(await sendMilestone(nobody)('C1', milestone)).toBe('unreachable');
  await nobody.close();
});
