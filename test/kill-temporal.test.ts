import { randomUUID } from 'node:crypto';
import { stepWorkflowId } from '@doudi/workflows';
import { Client, Connection } from '@temporalio/client';
import { openOrder, registerProject } from '../stack/src/demo/open-order.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { pidOf, signal } from './stack-processes.ts';
import { testStack } from './stack.ts';
import { writeOnce } from './write-once.ts';

/** Orders whose two decisions are each followed by a kill; DOUDI_KILL_ROUNDS sets more of them. */
const rounds = Number(process.env['DOUDI_KILL_ROUNDS'] ?? 1);

let system: Awaited<ReturnType<typeof testStack>>;
beforeAll(async () => {
  system = await testStack({ realDayMs: 3_600_000 });
}, 120_000);
afterAll(() => system?.stop(), 60_000);

/** Kills Temporal and waits until another process of it runs. */
async function killTemporal(): Promise<void> {
  const before = pidOf('Temporal');
  signal('Temporal', 'SIGKILL');
  await waitFor({ what: 'another Temporal' }, () => {
    const now = pidOf('Temporal');
    return Promise.resolve(now !== undefined && now !== before);
  });
}

async function acceptedUpdates(workflowId: string): Promise<number | undefined> {
  const connection = await Connection.connect({ address: system.stack.temporalAddress });
  const { events } = await new Client({ connection }).workflow.getHandle(workflowId).fetchHistory();
  await connection.close();
  return (events ?? []).filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length;
}

test(
  'a decision that was answered is on record in Temporal after a kill of it',
  async () => {
    for (let round = 0; round < rounds; round++) {
      const code = `2017-330683-29-03-${String(300 + round).padStart(6, '0')}`;
      const script = { ...seedCase, project: { ...seedCase.project, code } };
      await registerProject(system.api, script);
      const { orderNo } = await openOrder(system.api, script);
      const steps = [
        { who: 'reviewer-drc', path: 'review', body: { opinion: 'approve' } },
        { who: 'checker-drc', path: 'check', body: { verdict: 'approve' } },
      ];
      for (const [i, { who, path, body }] of steps.entries()) {
        const request = { who, path: `/v1/tasks/${orderNo}/record/${path}`, key: randomUUID(), body };
        const answered = () =>
          writeOnce(system.stack, request).then(({ status, text }) => status === 200 && text);
        const first = await waitFor({ what: 'the answer' }, answered);
        await killTemporal();
        expect(await waitFor({ what: 'the same answer' }, answered)).toBe(first);
        const found = () =>
          acceptedUpdates(stepWorkflowId(orderNo, 'project-initiation')).catch(() => undefined);
        expect(await waitFor({ what: 'the history' }, found)).toBe(i + 1);
      }
    }
  },
  60_000 + rounds * 60_000,
);
