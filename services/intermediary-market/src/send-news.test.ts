import { temporalClient } from '@doudi/infra/temporal';
import { testTemporal, type TestTemporal } from '@doudi/testing/temporal/test-temporal';
import { commissionWorkflowId } from '@doudi/workflows';
import { sendNews } from './send-news.ts';

let house: TestTemporal;
let temporal: ReturnType<typeof temporalClient>;
beforeAll(async () => {
  house = await testTemporal();
  temporal = temporalClient(house);
});
afterAll(async () => {
  await temporal.close();
  await house.close();
});

const news = { seq: 1, by: 'p', event: { kind: 'engage', at: 0, agencyNo: 'A016' } } as const;

test('a running workflow is told by signal; one that is over, or that nobody knows, is gone', async () => {
  const workflowId = commissionWorkflowId('C1');
  const handle = await temporal.client.workflow.start('runCommission', {
    workflowId,
    taskQueue: 'nobody',
    args: [],
  });
  const send = sendNews(temporal);
  expect(await send('C1', news)).toBe('arrived');
  const { events } = await handle.fetchHistory();
  const signals = events?.flatMap(
    ({ workflowExecutionSignaledEventAttributes: signal }) => signal?.signalName ?? [],
  );
  expect(signals).toEqual(['milestone']);
  await handle.terminate();
  expect([await send('C1', news), await send('C2', news)]).toEqual(['gone', 'gone']);
});

test('a Temporal that is down is unreachable, known within seconds', async () => {
  const nobody = temporalClient({ address: '127.0.0.1:1', namespace: 'default' });
  expect(await sendNews(nobody)('C1', news)).toBe('unreachable');
  await nobody.close();
});
