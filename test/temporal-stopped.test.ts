import type { ProgressAnswer } from '../stack/src/demo/answers.ts';
import { registerProject } from '../stack/src/demo/open-order.ts';
import { leftAlone, seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { signal } from './stack-processes.ts';
import { testStack } from './stack.ts';
import { writeOnce } from './write-once.ts';
import { walkOrder } from './walk-order.ts';

interface Receipt {
  readonly orderNo: string;
  readonly receivedAt: string;
  readonly started: boolean;
}

let system: Awaited<ReturnType<typeof testStack>>;
beforeAll(async () => {
  system = await testStack({ realDayMs: 2_000 });
}, 120_000);
afterAll(async () => {
  signal('Temporal', 'SIGCONT');
  await system?.stop();
}, 60_000);

const progressOf = (orderNo: string) =>
  system.api.find<ProgressAnswer>('supervisor-qian', `/v1/progress/${orderNo}`);

test('while Temporal stands still, orders are received and progress is right; then what was received starts', async () => {
  const { orderNo } = await walkOrder(system.api, { ...seedCase, tasks: [] });
  await registerProject(system.api, leftAlone);
  signal('Temporal', 'SIGSTOP');

  const order = { projectCode: leftAlone.project.code, track: leftAlone.track };
  const receipt = await system.api.post<Receipt>(leftAlone.agent, '/v1/orders', order);
  expect(receipt).toMatchObject({ started: false });
  const light = async () => (await progressOf(orderNo))?.steps[0]?.light;
  await waitFor({ what: 'the red light of a step nobody touches' }, async () => (await light()) === 'RED');
  const path = `/v1/tasks/${orderNo}/record/review`;
  const review = { who: 'reviewer-drc', path, body: { opinion: 'approve' }, key: 'stopped-1' };
  expect(await writeOnce(system.stack, review)).toMatchObject({ status: 503 });

  signal('Temporal', 'SIGCONT');
  signal('intake', 'SIGKILL'); // it sweeps at its start, so the test need not wait for the minute
  const started = await waitFor(
    { what: 'the order that was received meanwhile', withinMs: 60_000 },
    async () => {
      const progress = await progressOf(receipt.orderNo);
      return progress?.steps[0]?.state === 'open' && progress;
    },
  );
  expect(started.receivedAt).toBe(receipt.receivedAt);
  const repeated = () => writeOnce(system.stack, review);
  await waitFor({ what: 'the answer to the repeated review' }, async () => (await repeated()).status === 200);
}, 180_000);
