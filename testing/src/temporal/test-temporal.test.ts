import { Client } from '@temporalio/client';
import type { TestTemporal } from './test-temporal.ts';
import { testTemporal } from './test-temporal.ts';

let temporal: TestTemporal;
beforeAll(async () => void (temporal = await testTemporal()));
afterAll(() => temporal.close());

test('a workflow in a fresh namespace bears the search attributes and can be found by them', async () => {
  const { connection, namespace } = temporal;
  const client = new Client({ connection, namespace });
  const searchAttributes = { OrderNo: ['O-1'], SlaDueAt: [new Date()], Escalated: [true] };
  await client.workflow.start('anything', { workflowId: 'w', taskQueue: 'nobody', searchAttributes });
  const found = async () => (await client.workflow.count('OrderNo = "O-1" and Escalated = true')).count;
  for (let tries = 0; (await found()) === 0 && tries < 50; tries += 1)
    await new Promise((go) => setTimeout(go, 100));
  expect(await found()).toBe(1);
});

test('every call has a namespace of its own', async () => {
  const other = await testTemporal();
  expect(other.namespace).not.toBe(temporal.namespace);
  await other.close();
});
