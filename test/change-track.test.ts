import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { openPool, type Pool } from '@doudi/infra/database';
import { repositoryRoot } from '@doudi/local';
import { addWorkingDays, orderWorkflowId, planFor, shippedCalendar, stepWorkflowId } from '@doudi/workflows';
import type { Day, Plan } from '@doudi/workflows';
import { allHistories, replayHistories } from '@doudi/testing/temporal/replay-histories';
import type { List } from '../stack/src/demo/answers.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { signal } from './stack-processes.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';
import { writeOnce } from './write-once.ts';

let intake: Pool;
// before the database it reads is dropped
afterAll(() => intake.end());
// days are long: all of a test is on the day of the receipt
const suite = suiteStack({ realDayMs: 3_600_000 });
const { enterprise } = seedCase;
let serial = 0;

beforeAll(() => void (intake = openPool({ url: suite.stack.databaseUrl, role: 'intake', max: 1 })));

/** An order on track 50 of a project of its own. */
async function anOrder(): Promise<string> {
  const code = `2017-330683-29-03-${String(800 + (serial += 1)).padStart(6, '0')}`;
  const project = { ...seedCase.project, code };
  const { orderNo } = await walkOrder(suite.api, { ...seedCase, project, tasks: [] });
  return orderNo;
}
const change = (orderNo: string, body: object, { key = randomUUID(), who = enterprise } = {}) =>
  writeOnce(suite.stack, { who, path: `/v1/orders/${orderNo}/track`, body, key });

interface Progress {
  readonly track: string;
  readonly budgetDays: number;
  readonly day0: Day;
  readonly dueDay: Day;
  readonly trackChanges: readonly object[];
  readonly steps: readonly {
    readonly code: string;
    readonly state: string;
    readonly tasks: readonly Budgeted[];
  }[];
}
interface Budgeted {
  readonly code: string;
  readonly budgetDays: number;
}
const progressOf = (orderNo: string) => suite.api.get<Progress>(enterprise, `/v1/progress/${orderNo}`);
const isOpen = (orderNo: string, step: string) =>
  waitFor({ what: `${step} of ${orderNo}` }, async () => {
    const found = await suite.api.find<Progress>(enterprise, `/v1/progress/${orderNo}`);
    return found?.steps.some(({ code, state }) => code === step && state === 'open') && found;
  });
const tasksOf = (progress: Progress) =>
  progress.steps.flatMap(({ tasks }) => tasks.map(({ code, budgetDays }) => [code, budgetDays]));
const trackOf = async (workflowId: string) => {
  const client = new Client({ connection: suite.temporal.connection, namespace: suite.temporal.namespace });
  return (await client.workflow.getHandle(workflowId).describe()).searchAttributes['Track']?.[0];
};

/** The plan of an order that was opened on one track and put on another. */
function mixed(from: Plan, to: Plan): Plan {
  return { ...to, steps: [from.steps[0]!, ...to.steps.slice(1)] };
}
const [fifty, twenty, eighty] = [planFor('50'), planFor('30', 20), planFor('80')] as [Plan, Plan, Plan];

/** What both services have on record of an order. */
async function onRecord(orderNo: string) {
  const statement = 'select track, budget_days as budget, plan from orders where order_no = $1';
  const rows = [await intake.query(statement, [orderNo]), await suite.database.query(statement, [orderNo])];
  const [here, there] = rows.map((answer) => answer.rows[0] as { track: string; budget: number; plan: Plan });
  expect(here).toEqual(there);
  return there;
}

test('an order goes on with the new track from its old day 0; the open step keeps its tasks, and both services the old plan', async () => {
  const orderNo = await anOrder();
  const before = await isOpen(orderNo, 'project-initiation');
  await approve(orderNo, 'record', 'drc');
  const { status } = await change(orderNo, { track: '30', days: 20 });
  expect(status).toBe(200);
  const after = await progressOf(orderNo);
  expect(after).toMatchObject({ track: '30', budgetDays: 20, day0: before.day0 });
  expect(after.dueDay).toBe(addWorkingDays(shippedCalendar, after.day0, 20));
  expect(after.trackChanges).toEqual([
    expect.objectContaining({
      from: { track: '50', budgetDays: 50 },
      to: { track: '30', budgetDays: 20 },
    }),
  ]);
  const plan = mixed(fifty, twenty);
  expect(tasksOf(after)).toEqual(
    plan.steps.flatMap(({ tasks }) => tasks.map(({ code, budget }) => [code, budget])),
  );
  expect(await onRecord(orderNo)).toEqual({ track: '30', budget: 20, plan });
  for (const [database, table] of [
    [intake, 'track_changes'],
    [suite.database, 'former_plans'],
  ] as const)
    expect(
      (
        await database.query(
          `select ${table === 'track_changes' ? 'former_plan as plan' : 'plan'} from ${table} where order_no = $1`,
          [orderNo],
        )
      ).rows,
    ).toEqual([{ plan: fifty }]);

  const step = stepWorkflowId(orderNo, 'project-initiation');
  await waitFor({ what: 'the track on the open step' }, async () => (await trackOf(step)) === '30');
  expect(await trackOf(orderWorkflowId(orderNo))).toBe('30');
  await approve(orderNo, 'order-meeting', 'asc');
  const opened = await isOpen(orderNo, 'planning');
  expect(opened.steps.find(({ code }) => code === 'planning')?.tasks).toMatchObject([
    { code: 'scheme-review' },
  ]);
  expect(await trackOf(stepWorkflowId(orderNo, 'planning'))).toBe('30');
  const late = await change(orderNo, { track: '80' });
  expect([late.status, late.text]).toEqual([409, expect.stringContaining('initiation-over')]);
}, 60_000);

const approve = async (orderNo: string, task: string, department: string) => {
  const path = `/v1/tasks/${orderNo}/${task}`;
  await waitFor({ what: path }, () => suite.api.find(`reviewer-${department}`, path));
  await suite.api.post(`reviewer-${department}`, `${path}/review`, { opinion: 'approve' });
  await suite.api.post(`checker-${department}`, `${path}/check`, { verdict: 'approve' });
};

test('the other side of the applicant is told, with the days, and who did it is not', async () => {
  const orderNo = await anOrder();
  await change(orderNo, { track: '80' });
  const toldTo = async (who: string) => {
    const { items } = await suite.api.get<List<{ orderNo: string; kind: string; what: { zh: string } }>>(
      who,
      '/v1/inbox/approval-workflows/notices',
    );
    return items.filter((one) => one.orderNo === orderNo && one.kind === 'track-changed');
  };
  expect(await toldTo(seedCase.agent)).toMatchObject([{ what: { zh: '换档：50 → 80个工作日' } }]);
  expect(await toldTo(enterprise)).toEqual([]);
}, 60_000);

test('two changes at once are made one after the other, and a repetition is answered as the first', async () => {
  const orderNo = await anOrder();
  const [key, other] = [randomUUID(), randomUUID()] as const;
  const [one, two] = await Promise.all([
    change(orderNo, { track: '30', days: 20 }, { key }),
    change(orderNo, { track: '80' }, { key: other, who: seedCase.agent }),
  ]);
  expect([one.status, two.status]).toEqual([200, 200]);
  await intake.query('delete from idempotency_keys');
  expect(await change(orderNo, { track: '30', days: 20 }, { key })).toEqual(one);
  const { trackChanges, track } = await progressOf(orderNo);
  expect(trackChanges).toHaveLength(2);
  expect((await onRecord(orderNo))?.plan).toEqual(mixed(fifty, track === '80' ? eighty : twenty));
  const { trackChanges: shown } = await suite.api.get<Progress>(enterprise, `/v1/orders/${orderNo}`);
  expect(new Set(shown.map((one) => JSON.stringify(one)))).toEqual(
    new Set(trackChanges.map((one) => JSON.stringify(one))),
  );
}, 60_000);

test('what was answered before the order ended is found when the answer was lost on its way', async () => {
  const orderNo = await anOrder();
  const key = randomUUID();
  const first = await change(orderNo, { track: '80' }, { key });
  await suite.api.post(enterprise, `/v1/orders/${orderNo}/withdrawal`, { reason: '投资计划调整' });
  await waitFor({ what: `the end of ${orderNo}` }, async () => {
    const { state } = await suite.api.get<{ state: string }>(enterprise, `/v1/orders/${orderNo}`);
    return state === 'closed';
  });
  await intake.query('delete from idempotency_keys');
  await intake.query(
    `update track_changes set decided_at = null, event_seq = null, former_track = null, former_budget_days = null, former_plan = null
      where order_no = $1`,
    [orderNo],
  );
  expect(await change(orderNo, { track: '80' }, { key })).toEqual(first);
}, 60_000);

test.each([0, 1, 2, 3])(
  'a service killed in the middle of a change leaves nothing half done (round %i)',
  async (round) => {
    const orderNo = await anOrder();
    const key = randomUUID();
    const first = change(orderNo, { track: '80' }, { key });
    await pause(Math.random() * 120);
    signal(round % 2 === 0 ? 'intake' : 'approval-workflows', 'SIGKILL');
    const answers = [(await first).status];
    await waitFor({ what: 'an answer', withinMs: 60_000 }, async () => {
      answers.push((await change(orderNo, { track: '80' }, { key })).status);
      return answers.at(-1) === 200;
    });
    expect(answers.filter((status) => ![0, 200, 502, 503].includes(status))).toEqual([]);
    const { trackChanges } = await waitFor({ what: 'the service to be back' }, () =>
      progressOf(orderNo).catch(() => undefined),
    );
    expect(trackChanges).toHaveLength(1);
    expect((await onRecord(orderNo))?.plan).toEqual(mixed(fifty, eighty));
  },
  120_000,
);

test('the workflow code follows the histories of orders whose track changed', async () => {
  const bundle = join(repositoryRoot, 'services', 'approval-workflows', 'dist', 'workflow-bundle.js');
  const histories = await allHistories(suite.temporal.connection, suite.temporal.namespace);
  expect(histories.length).toBeGreaterThan(10);
  expect(await replayHistories(bundle, histories)).toEqual([]);
}, 60_000);
