import { randomUUID } from 'node:crypto';
import type { Day } from '@doudi/workflows';
import type { ProgressAnswer } from '../stack/src/demo/answers.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { testStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';
import { writeOnce } from './write-once.ts';

let system: Awaited<ReturnType<typeof testStack>>;
beforeAll(async () => void (system = await testStack({ realDayMs: 600_000 })), 120_000);
afterAll(() => system?.stop(), 60_000);

const orders = 6;
const { enterprise } = seedCase;
const send = async (who: string, path: string, body: object) => {
  const { status, text } = await writeOnce(system.stack, { who, path, body, key: randomUUID() });
  return [status, text] as const;
};
async function anOrder(serial: number): Promise<string> {
  const project = { ...seedCase.project, code: `2017-330683-29-03-0003${String(serial).padStart(2, '0')}` };
  return (await walkOrder(system.api, { ...seedCase, project, tasks: [] })).orderNo;
}
const progressOf = (orderNo: string) =>
  system.api.get<ProgressAnswer & { closedAt: Day | null }>(enterprise, `/v1/progress/${orderNo}`);

test('after a check that refuses, whoever reads the order at once finds it ended', async () => {
  for (let serial = 0; serial < orders; serial += 1) {
    const orderNo = await anOrder(serial);
    const task = `/v1/tasks/${orderNo}/record`;
    await send('reviewer-drc', `${task}/review`, { opinion: 'refuse', note: '不符合产业政策' });
    await send('checker-drc', `${task}/check`, {
      verdict: 'refuse',
      note: '不符合产业政策',
      legalBasis: '《城乡规划法》第三十八条',
      remedy: '可申请行政复议',
    });
    const first = await progressOf(orderNo);
    expect(first).toMatchObject({ outcome: 'refused', light: 'ENDED' });
    expect(first.closedAt).not.toBeNull();
  }
}, 120_000);

test('a decision on a task that the one before it opened in another step is taken at once', async () => {
  for (let serial = orders; serial < 2 * orders; serial += 1) {
    const orderNo = await anOrder(serial);
    const decisions = [
      ['drc', 'record'],
      ['asc', 'order-meeting'],
      ['nrp', 'planning-conditions'],
    ] as const;
    for (const [department, task] of decisions) {
      const path = `/v1/tasks/${orderNo}/${task}`;
      const review = await send(`reviewer-${department}`, `${path}/review`, { opinion: 'approve' });
      expect(review).toEqual([200, expect.anything()]);
      const check = await send(`checker-${department}`, `${path}/check`, { verdict: 'approve' });
      expect(check).toEqual([200, expect.anything()]);
    }
  }
}, 120_000);
