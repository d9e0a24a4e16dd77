import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';
import { allHistories, replayHistories } from '@doudi/testing/temporal/replay-histories';
import type { Carried } from '@doudi/workflows';
import type { OrderAnswer, ProgressAnswer } from '../stack/src/demo/answers.ts';
import { openOrder } from '../stack/src/demo/open-order.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';
import { writeOnce } from './write-once.ts';

// a weekend lies before the first day that is charged
const suite = suiteStack({ realDayMs: 3_000 });

const { agent, enterprise } = seedCase;
const initiation = ['record', 'order-meeting'] as const;
const script = { ...seedCase, project: { ...seedCase.project, code: '2017-330683-29-03-000701' } };

type Progress = ProgressAnswer & { readonly carried: (Carried & { usedDays: number }) | null };
const progressOf = (orderNo: string) => suite.api.get<Progress>(enterprise, `/v1/progress/${orderNo}`);
const used = (orderNo: string, days: number) =>
  waitFor({ what: `${days} days of ${orderNo}`, withinMs: 40_000 }, async () => {
    return (await progressOf(orderNo)).usedDays >= days;
  });
/** The order as it has ended, once intake lets another be opened. */
async function ended(orderNo: string): Promise<Progress> {
  await waitFor({ what: `the end of ${orderNo}` }, async () => {
    const { state } = await suite.api.get<OrderAnswer>(agent, `/v1/orders/${orderNo}`);
    return state === 'closed';
  });
  return progressOf(orderNo);
}

/** The department refuses the planning conditions. */
async function refuse(orderNo: string): Promise<void> {
  const grounds = {
    note: '不符合规划条件',
    legalBasis: '《城乡规划法》第三十八条',
    remedy: '可申请行政复议',
  };
  const decide = async (who: string, what: string, body: object) => {
    const path = `/v1/tasks/${orderNo}/planning-conditions/${what}`;
    const { status } = await writeOnce(suite.stack, { who, path, body, key: randomUUID() });
    expect([path, status]).toEqual([path, 200]);
  };
  await decide('reviewer-nrp', 'review', { opinion: 'refuse', note: grounds.note });
  await decide('checker-nrp', 'check', { verdict: 'refuse', ...grounds });
}

/** The initiation closed as the order was received, with an event for each result, and the planning is open. */
async function takenOver(orderNo: string, from: string): Promise<void> {
  await waitFor({ what: `the planning of ${orderNo}` }, async () => {
    const { steps } = await progressOf(orderNo);
    return steps.some(({ code, state }) => code === 'planning' && state === 'open');
  });
  const path = `/v1/progress/${orderNo}/ledger`;
  const { day0, days, usedDays } = await suite.api.get<StepLedger>(
    enterprise,
    `${path}?step=project-initiation`,
  );
  expect({ usedDays, day: days.map(({ day }) => day) }).toEqual({ usedDays: 0, day: [day0] });
  const carried = days.flatMap(({ events }) => events).filter(({ kind }) => kind === 'carry');
  expect(carried.map(({ task, what }) => [task, what.zh])).toEqual(
    initiation.map((task) => [task, `沿用结果：结转自订单 ${from}`]),
  );
}
interface StepLedger {
  readonly day0: string;
  readonly usedDays: number;
  readonly days: readonly {
    readonly day: string;
    readonly events: readonly {
      readonly kind: string;
      readonly task: string;
      readonly what: { readonly zh: string };
    }[];
  }[];
}

test('an order opened after a withdrawal or a refusal goes on with the days and results of the one before, and says whose they are', async () => {
  const first = (await walkOrder(suite.api, { ...script, tasks: initiation })).orderNo;
  await used(first, 1);
  await suite.api.post(enterprise, `/v1/orders/${first}/withdrawal`, { reason: '投资计划调整' });
  const { buckets, usedDays } = await ended(first);

  const second = (await openOrder(suite.api, script)).orderNo;
  expect((await progressOf(second)).carried).toEqual({
    orderNo: first,
    results: initiation,
    buckets,
    usedDays,
  });
  await takenOver(second, first);
  await used(second, usedDays + 1);
  await refuse(second);
  const refused = await ended(second);

  const third = (await openOrder(suite.api, script)).orderNo;
  const progress = await progressOf(third);
  await takenOver(third, second);
  expect(progress.carried).toEqual({
    orderNo: second,
    results: initiation,
    buckets: refused.buckets,
    usedDays: refused.usedDays,
  });
  expect(refused.usedDays).toBeGreaterThan(usedDays);
  expect(progress.remainingDays).toBe(50 - progress.usedDays);
  expect(progress.usedDays).toBeGreaterThanOrEqual(refused.usedDays);
  const { days, ...ledger } = await suite.api.get<Ledger>(enterprise, `/v1/progress/${third}/ledger`);
  expect(ledger.carried).toMatchObject({ ...progress.carried, what: { zh: `结转自订单 ${second}` } });
  expect(days[0]).toMatchObject({ buckets: refused.buckets, used: refused.usedDays });
}, 120_000);

test('the workflow code follows the histories of orders that took over results', async () => {
  const bundle = join(repositoryRoot, 'services', 'approval-workflows', 'dist', 'workflow-bundle.js');
  const histories = await allHistories(suite.temporal.connection, suite.temporal.namespace);
  expect(histories.filter(({ workflowId }) => workflowId.endsWith('/step/project-initiation'))).toHaveLength(
    3,
  );
  expect(await replayHistories(bundle, histories)).toEqual([]);
}, 60_000);

interface Ledger {
  readonly carried: object;
  readonly days: readonly object[];
}
