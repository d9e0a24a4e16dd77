import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { repositoryRoot } from '@doudi/local';
import { allHistories, replayHistories } from '@doudi/testing/temporal/replay-histories';
import { addWorkingDays, shanghaiIso, shippedCalendar, stepWorkflowId, type Day } from '@doudi/workflows';
import { decide } from '../stack/src/demo/actions.ts';
import type { CaseAnswer, List, ProgressAnswer } from '../stack/src/demo/answers.ts';
import { leftAlone } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

/** Office days so long that a task can be decided on one of them, and so short that five are soon over. */
const suite = suiteStack({ realDayMs: 2_000 });

const late = { step: 'planning', task: 'planning-conditions' } as const;
const ofStep = ({ step }: { step: string | null }) => step === late.step;

let orderNo = '';
/** 17:00 of the fifth working day of a review that nobody touches, and of the eighth. */
let [lateAt, overrunAt] = ['', ''];
beforeAll(async () => {
  ({ orderNo } = await walkOrder(suite.api, { ...leftAlone, tasks: ['record', 'order-meeting'] }));
  const { dueDay } = await waitFor({ what: 'the planning conditions' }, async () => {
    const task = await lateTask();
    return task?.state === 'reviewing' && task;
  });
  lateAt = endOf(dueDay as Day);
  overrunAt = endOf(addWorkingDays(shippedCalendar, dueDay as Day, 3));
}, 180_000);

const endOf = (day: Day) => `${day}T17:00:00+08:00`;

async function progress() {
  return suite.api.get<ProgressAnswer>(leftAlone.agent, `/v1/progress/${orderNo}`);
}
const planning = async () => (await progress()).steps.find(({ code }) => code === late.step);
const lateTask = async () => (await planning())?.tasks.find(({ code }) => code === late.task);

/** The steps that administrators list as late tasks. */
async function listedLate(): Promise<string[]> {
  const { connection, namespace } = suite.temporal;
  const { workflow } = new Client({ connection, namespace });
  const query = '`WorkflowType`="approvalStep" AND `ExecutionStatus`="Running" AND `TaskSla`="LATE"';
  const found: string[] = [];
  for await (const { workflowId } of workflow.list({ query })) found.push(workflowId);
  return found;
}
const isListed = async () => (await listedLate()).includes(stepWorkflowId(orderNo, late.step));

interface Told {
  readonly kind: string;
  readonly orderNo: string | null;
  readonly task: string | null;
  readonly at: string;
  readonly dueDay: string | null;
}
/** What this person was told of the lateness. */
async function toldOf(who: string): Promise<Told[]> {
  const { items } = await suite.api.get<List<Told>>(who, '/v1/inbox/approval-workflows/notices?limit=100');
  return items.filter(
    (told) => told.orderNo === orderNo && told.task === late.task && told.kind.startsWith('task-late'),
  );
}

async function eventsOf(kind: string): Promise<{ at: string; detail: object }[]> {
  const { rows } = await suite.database.query<{ at: Date; detail: object }>(
    `select at, detail from events where order_no = $1 and step = $2 and kind = $3 order by seq`,
    [orderNo, late.step, kind],
  );
  return rows.map(({ at, detail }) => ({ at: shanghaiIso(at.getTime()), detail }));
}

const caseOf = () =>
  waitFor({ what: 'the case of the planning', withinMs: 90_000 }, async () => {
    const { items } = await suite.api.get<List<CaseAnswer>>('officer-fang', '/v1/cases?limit=100');
    return items.find((one) => one.orderNo === orderNo && ofStep(one));
  });

test('on the day a task becomes late, the record, the progress, the Temporal UI and the people concerned say so', async () => {
  await waitFor({ what: 'the late task in the Temporal UI', withinMs: 60_000 }, isListed);
  expect(await eventsOf('task-late')).toEqual([{ at: lateAt, detail: { task: late.task } }]);
  expect((await progress()).lateTasks).toContainEqual({ ...late, since: lateAt });
  expect(await lateTask()).toMatchObject({ isLate: true, lateSince: lateAt });
  for (const who of ['reviewer-nrp', 'checker-nrp', 'head-nrp', leftAlone.agent])
    expect([who, await toldOf(who)]).toEqual([
      who,
      [expect.objectContaining({ kind: 'task-late', at: lateAt, dueDay: lateAt.slice(0, 10) })],
    ]);
  for (const who of ['reviewer-eeb', leftAlone.enterprise]) expect(await toldOf(who)).toEqual([]);
}, 90_000);

test('three working days later it is a case, long before its step is late', async () => {
  const { caseNo, openedAt } = await caseOf();
  expect(openedAt).toBe(overrunAt);
  const step = await planning();
  expect(step?.light).not.toBe('RED');
  expect(Date.parse(endOf(step?.dueDay as Day)) - Date.parse(openedAt)).toBeGreaterThan(20 * 86_400_000);
  const escalated = await waitFor({ what: 'the event of the case' }, async () => {
    const events = await eventsOf('escalate');
    return events.length > 0 && events;
  });
  expect(escalated).toEqual([{ at: overrunAt, detail: { caseNo, cause: 'task-overrun', task: late.task } }]);
}, 120_000);

test('a decision takes the step from the list of late tasks; how late it was stays', async () => {
  await decide({ api: suite.api, orderNo, task: late.task, enterprise: leftAlone.enterprise }, 'NRP');
  await waitFor({ what: 'no late task in the Temporal UI' }, async () => !(await isListed()));
  expect((await progress()).lateTasks.filter(ofStep)).toEqual([]);
  expect(await lateTask()).toMatchObject({ state: 'done', isLate: true, lateSince: lateAt });
  expect(await eventsOf('task-late-undone')).toEqual([]);
  expect(await toldOf('head-nrp')).toHaveLength(1);
}, 60_000);

test('the workflow code follows every history it has made', async () => {
  const bundle = join(repositoryRoot, 'services', 'approval-workflows', 'dist', 'workflow-bundle.js');
  const histories = await allHistories(suite.temporal.connection, suite.temporal.namespace);
  expect(histories.length).toBeGreaterThan(3);
  expect(await replayHistories(bundle, histories)).toEqual([]);
}, 60_000);
