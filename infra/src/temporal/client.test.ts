import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { isProblem } from '../http/problems/problem.ts';
import { temporalAnswers, temporalClient, withDeadline, type TemporalClient } from './client.ts';
import { isGone, isUnreachable } from './errors.ts';
import { testTemporal, type TestTemporal } from '@doudi/testing/temporal/test-temporal';

jest.setTimeout(60_000);

let server: TestTemporal;
let temporal: TemporalClient;
beforeAll(async () => {
  server = await testTemporal();
  temporal = temporalClient(server);
});
afterAll(async () => {
  await temporal.close();
  await server.close();
});

const thrown = (call: () => Promise<unknown>, ms = 1_000, { client } = temporal) =>
  withDeadline(client, ms, call).then(
    () => undefined,
    (error: unknown) => error,
  );
const update = (workflowId: string, { client } = temporal) =>
  client.workflow.getHandle(workflowId).executeUpdate('decide');

test('a client is made while Temporal is down, and says so when it is used', async () => {
  const away = temporalClient({ address: '127.0.0.1:1', namespace: 'default' });
  expect(await temporalAnswers(away)).toBe(false);
  expect(await temporalAnswers(temporal)).toBe(true);
  const error = await thrown(() => update('order/1', away), 500, away);
  expect(isProblem(error) && error.problem).toMatchObject({ status: 503, type: 'unavailable' });
  expect(isUnreachable((error as Error).cause)).toBe(true);
  await away.close();
});

describe('a call', () => {
  test('returns what it was answered', async () => {
    expect(await withDeadline(temporal.client, 1_000, () => Promise.resolve(7))).toBe(7);
  });
  test('that no worker answers in time has an unknown outcome, and says so within its time', async () => {
    const workflowId = 'order/2';
    await temporal.client.workflow.start('approveOrder', { workflowId, taskQueue: 'nobody' });
    const from = Date.now();
    const error = await thrown(() => update(workflowId), 500);
    expect(isProblem(error) && error.problem.status).toBe(503);
    expect(Date.now() - from).toBeLessThan(3_000);
  });
  test('to a workflow whose tasks fail one after the other is refused by the server, and can be repeated', async () => {
    const [workflowId, taskQueue] = ['order/4', 'failing'];
    await temporal.client.workflow.start('approveOrder', { workflowId, taskQueue });
    const { workflowService } = server.connection;
    const about = { namespace: server.namespace };
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const polled = { ...about, taskQueue: { name: taskQueue } };
      const poll = () => workflowService.pollWorkflowTaskQueue(polled);
      const { taskToken } = await server.connection.withDeadline(Date.now() + 30_000, poll);
      await workflowService.respondWorkflowTaskFailed({ ...about, taskToken });
    }
    const error = await thrown(() => update(workflowId), 5_000);
    expect(isProblem(error) && error.problem.status).toBe(503);
    expect(String((error as { cause?: { cause?: unknown } }).cause?.cause)).toContain('FAILED_PRECONDITION');
  });
  test('to a workflow that is closed or was never there is told apart', async () => {
    expect(isGone(await thrown(() => update('order/none')))).toBe(true);
    const handle = await temporal.client.workflow.start('approveOrder', {
      workflowId: 'order/3',
      taskQueue: 'nobody',
    });
    await handle.terminate();
    expect(isGone(await thrown(() => update('order/3')))).toBe(true);
    expect(isGone(await thrown(() => handle.signal('withdraw')))).toBe(true);
  });
  test('that a handler refused on purpose throws that failure', async () => {
    const refusal = ApplicationFailure.nonRetryable('no', 'refused');
    expect(await thrown(() => Promise.reject(new WorkflowUpdateFailedError('failed', refusal)))).toBe(
      refusal,
    );
  });
  test('with a bug in it throws the bug', async () => {
    const bug = new TypeError('bug');
    expect(await thrown(() => Promise.reject(bug))).toBe(bug);
  });
});
