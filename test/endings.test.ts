import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';
import { commissionNoOf } from '@doudi/workflows';
import { allHistories, replayHistories, tampered } from '@doudi/testing/temporal/replay-histories';
import type { CommissionAnswer, OrderAnswer, ProgressAnswer } from '../stack/src/demo/answers.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';
import { writeOnce } from './write-once.ts';
import { walkOrder } from './walk-order.ts';

const suite = suiteStack({ realDayMs: 600_000 });

const { agent, enterprise } = seedCase;
const aProject = (serial: number) => ({ ...seedCase.project, code: `2017-330683-29-03-00020${serial}` });
const initiation = ['record', 'order-meeting'] as const;
const send = (who: string, path: string, body: object) =>
  writeOnce(suite.stack, { who, path, body, key: randomUUID() });

/** The receipt and the progress of an order once intake knows how it ended. */
async function closed(orderNo: string) {
  const receipt = await waitFor({ what: `the end of ${orderNo}` }, async () => {
    const seen = await suite.api.get<OrderAnswer>(agent, `/v1/orders/${orderNo}`);
    return seen.state === 'closed' && seen;
  });
  return { receipt, progress: await suite.api.get<ProgressAnswer>(enterprise, `/v1/progress/${orderNo}`) };
}

test('a withdrawal closes everything that is open at its instant, the commission included', async () => {
  const { orderNo } = await walkOrder(suite.api, {
    ...{ ...seedCase, project: aProject(1) },
    tasks: [...initiation, 'planning-conditions'],
  });
  const commission = `/v1/commissions/${commissionNoOf(orderNo, 'scheme-design')}`;
  await waitFor({ what: commission }, () => suite.api.find(enterprise, commission));
  const { withdrawnAt } = await suite.api.post<{ withdrawnAt: string }>(
    agent,
    `/v1/orders/${orderNo}/withdrawal`,
    {
      reason: '投资计划调整',
    },
  );

  const { receipt, progress } = await closed(orderNo);
  expect(receipt.outcome).toBe('withdrawn');
  expect(progress).toMatchObject({ outcome: 'withdrawn', light: 'ENDED', closedAt: withdrawnAt });
  expect(progress).toMatchObject({ ending: { reasons: [{ kind: 'withdraw', note: '投资计划调整' }] } });
  expect(progress.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'waiting', 'waiting']);
  const { state } = await suite.api.get<CommissionAnswer>(enterprise, commission);
  expect(state).toBe('terminated');
  const late = await send('reviewer-nrp', `/v1/tasks/${orderNo}/planning-conditions/review`, {
    opinion: 'approve',
  });
  expect(late).toMatchObject({ status: 409 });
  expect(late.text).toContain('withdrawn');
});

test("a department's refusal ends the order", async () => {
  const { orderNo } = await walkOrder(suite.api, { ...seedCase, project: aProject(2), tasks: initiation });
  const task = `/v1/tasks/${orderNo}/planning-conditions`;
  const reason = { note: '不符合规划条件' };
  const grounds = { legalBasis: '《城乡规划法》第三十八条', remedy: '可申请行政复议' };
  await waitFor({ what: task }, async () => {
    const { status } = await send('reviewer-nrp', `${task}/review`, { opinion: 'refuse', ...reason });
    return status === 200;
  });
  expect(
    await send('checker-nrp', `${task}/check`, { verdict: 'refuse', ...reason, ...grounds }),
  ).toMatchObject({
    status: 200,
  });
  const { receipt, progress } = await closed(orderNo);
  expect(receipt.outcome).toBe('refused');
  expect(progress.steps[2]).toMatchObject({ state: 'done', light: 'ENDED' });
});

test('of two clerks who decide at once, one is answered and the other refused because it is done', async () => {
  const { orderNo } = await walkOrder(suite.api, { ...seedCase, project: aProject(3), tasks: [] });
  const task = `/v1/tasks/${orderNo}/record`;
  expect(await send('reviewer-drc', `${task}/review`, { opinion: 'approve' })).toMatchObject({ status: 200 });
  const both = await Promise.all(
    [1, 2].map(() => send('checker-drc', `${task}/check`, { verdict: 'approve' })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(both.map(({ text }) => text).join()).toContain('task-done');
});

test('the workflow code follows every history it has made, and would notice one it did not make', async () => {
  const bundle = join(repositoryRoot, 'services', 'approval-workflows', 'dist', 'workflow-bundle.js');
  const histories = await allHistories(suite.temporal.connection, suite.temporal.namespace);
  expect(histories.length).toBeGreaterThan(8);
  expect(await replayHistories(bundle, histories)).toEqual([]);
  const canary = histories.filter(({ workflowId }) => workflowId.endsWith('/step/planning')).map(tampered);
  expect(await replayHistories(bundle, canary)).toHaveLength(2);
}, 60_000);
