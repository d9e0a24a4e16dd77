import { Client } from '@temporalio/client';
import {
  buckets,
  commissionNoOf,
  commissionWorkflowId,
  orderWorkflowId,
  stepWorkflowId,
  type AccountDay,
  type Plan,
} from '@doudi/workflows';
import type { OrderAnswer, ProgressAnswer } from '../stack/src/demo/answers.ts';
import { leftAlone, onDemand, seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

/**
 * Events an order with all its children, and one step, may have on record (Temporal's warning comes at 10,240). On a machine that is busy a task
 * of a step can be late, and each mark of that has some twenty.
 */
const most = { order: 1_200, step: 200 };

const suite = suiteStack({ realDayMs: 2_000 });

test.each([
  ['80', leftAlone],
  ['50', seedCase],
  ['30, in 20 days on demand', onDemand],
])(
  'an order on track %s goes from its receipt to its permit',
  async (_track, script) => {
    const { orderNo, plan } = await walkOrder(suite.api, script);
    const receipt = await closedReceipt(script.agent, orderNo);
    expect(receipt).toMatchObject({ state: 'closed', outcome: 'approved' });
    const progress = await suite.api.get<ProgressAnswer>(script.enterprise, `/v1/progress/${orderNo}`);
    expect(progress).toMatchObject({ outcome: 'approved', light: 'DONE', budgetDays: plan.budget });
    expect(progress.steps.map(({ state }) => state)).toEqual(plan.steps.map(() => 'done'));
    expect(progress.usedDays).toBe(progress.buckets.GOV + progress.buckets.AGENCY);
    await expectExplained(script.enterprise, progress);
    await expectShortHistories(orderNo, plan);
  },
  120_000,
);

/** The receipt once the workflow has closed it. */
const closedReceipt = (who: string, orderNo: string) =>
  waitFor({ what: `the closing of ${orderNo} at intake` }, async () => {
    const receipt = await suite.api.get<OrderAnswer>(who, `/v1/orders/${orderNo}`);
    return receipt.state === 'closed' && receipt;
  });

/** The explained clock, added up day by day, equals the progress. */
async function expectExplained(who: string, { orderNo, buckets: shares, usedDays }: ProgressAnswer) {
  const { days } = await suite.api.get<{ days: AccountDay[] }>(who, `/v1/progress/${orderNo}/ledger`);
  const charged = days.filter(({ isCharged }) => isCharged);
  const sums = buckets.map((bucket) => [bucket, charged.filter((day) => day.bucket === bucket).length]);
  expect(Object.fromEntries(sums)).toEqual(shares);
  expect(days.at(-1)).toMatchObject({ buckets: shares, used: usedDays });
}

async function expectShortHistories(orderNo: string, plan: Plan) {
  const steps = await lengths(plan.steps.map(({ code }) => stepWorkflowId(orderNo, code)));
  const works = plan.steps.flatMap(({ tasks }) => tasks.filter(({ kind }) => kind === 'commission'));
  const commissions = works.map(({ code }) => commissionWorkflowId(commissionNoOf(orderNo, code)));
  const all = [...(await lengths([orderWorkflowId(orderNo)])), ...steps, ...(await lengths(commissions))];
  const sum = all.reduce((total, [, events]) => total + events, 0);
  process.stdout.write(
    [`History events of ${orderNo}: ${sum}`, ...all.map(([id, events]) => `  ${id}: ${events}`), ''].join(
      '\n',
    ),
  );
  for (const [, events] of steps) expect(events).toBeLessThanOrEqual(most.step);
  expect(sum).toBeLessThanOrEqual(most.order);
}

/** The events of workflows that end, once they have. */
function lengths(ids: readonly string[]): Promise<[id: string, events: number][]> {
  const { workflow } = new Client({
    connection: suite.temporal.connection,
    namespace: suite.temporal.namespace,
  });
  const lengthOf = async (id: string): Promise<[string, number]> => {
    const handle = workflow.getHandle(id);
    await handle.result();
    return [id, (await handle.describe()).historyLength];
  };
  return Promise.all(ids.map(lengthOf));
}
