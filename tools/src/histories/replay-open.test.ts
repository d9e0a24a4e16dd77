import { Client } from '@temporalio/client';
import { workflowBundle } from '@doudi/approval-workflows/bundled-workflows';
import { temporalClient } from '@doudi/infra/temporal';
import { testTemporal } from '@doudi/testing/temporal/test-temporal';
import { taskQueues } from '@doudi/workflows';
import { replayOpen } from './replay-open.ts';

const wish = { bundle: workflowBundle, progress: () => undefined };

test('counts a workflow that no worker has seen yet, and leaves those of other queues alone', async () => {
  const temporal = await testTemporal();
  const { address, namespace } = temporal;
  const client = new Client(temporal);
  const start = (workflowId: string, taskQueue: string) =>
    client.workflow.start('approveOrder', { workflowId, taskQueue, args: [{}] });
  await start('ours', taskQueues.approvals);
  await start('of-others', 'others');
  while ((await client.workflow.count()).count < 2) await new Promise(setImmediate);
  const opened = temporalClient({ address, namespace });
  try {
    expect(Object.fromEntries(await replayOpen(opened, wish))).toEqual({ approveOrder: 1 });
  } finally {
    await Promise.all([opened.close(), temporal.close()]);
  }
});

test('says in one sentence when no server answers', async () => {
  const nobody = temporalClient({ address: '127.0.0.1:1', namespace: 'default' });
  await expect(replayOpen(nobody, wish)).rejects.toThrow('Temporal does not answer.');
  await nobody.close();
});
