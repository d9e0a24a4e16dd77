import { Client, type WorkflowHandle } from '@temporalio/client';
import { caseWorkflowId, inBoth, orderWorkflowId, shanghaiMinute, stepWorkflowId } from '@doudi/workflows';
import { allHistories } from '@doudi/testing/temporal/replay-histories';
import { testTemporal, type TestTemporal } from '@doudi/testing/temporal/test-temporal';
import type { List, ProgressAnswer } from '../stack/src/demo/answers.ts';
import { leftAlone } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { inBrowser, openBrowser, signIn } from './browser.ts';
import { testStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

const who = 'supervisor-qian';

let temporal: TestTemporal;
let system: Awaited<ReturnType<typeof testStack>>;
let orderNo = '';
let caseNo = '';
/** An order whose planning nobody touches, some office days after it has turned red. */
beforeAll(async () => {
  temporal = await testTemporal();
  system = await testStack({ realDayMs: 200, temporal });
  ({ orderNo } = await walkOrder(system.api, { ...leftAlone, tasks: ['record', 'order-meeting'] }));
  await waitFor({ what: 'a planning that is days late' }, async () => (await planning()).remainingDays < -2);
  const { items } = await system.api.get<List<{ caseNo: string }>>('officer-fang', '/v1/cases');
  caseNo = items[0]?.caseNo ?? '';
}, 120_000);
afterAll(async () => {
  await system?.stop();
  await temporal?.close();
}, 60_000);

const progressOf = () => system.api.get<ProgressAnswer>(who, `/v1/progress/${orderNo}`);

async function planning() {
  const step = (await progressOf()).steps.find(({ code }) => code === 'planning');
  if (!step) throw new Error('every order has a planning');
  return step;
}

/** The cells of the table that the Temporal UI shows beside a workflow. */
async function detailsOf(workflowId: string): Promise<Record<string, string>> {
  const { workflow } = new Client({ connection: temporal.connection, namespace: temporal.namespace });
  const { currentDetails } = await workflow
    .getHandle(workflowId)
    .query<{ currentDetails: string }>('__temporal_workflow_metadata');
  const cells = (row: string) => row.split('|').map((cell) => cell.replaceAll(/\s+/g, ' ').trim());
  const rows = currentDetails.split('\n').slice(2).map(cells);
  return Object.fromEntries(rows.map(([, label = '', value = '']) => [label, value]));
}

const pageUrl = () => `${system.gateway}/orders/${orderNo}`;
const page = () => `[${pageUrl()}](${pageUrl()}) (${inBoth('sign-in-first')})`;
const lateSince = (dueDay: string | null) => shanghaiMinute(Date.parse(`${dueDay}T17:00:00+08:00`));

test('days after its last event the details of a step say only what is still true', async () => {
  const { dueDay, tasks } = await planning();
  const late = tasks.find(({ code }) => code === 'planning-conditions');
  expect(await detailsOf(stepWorkflowId(orderNo, 'planning'))).toEqual({
    [inBoth('order')]: orderNo,
    [inBoth('step')]: inBoth('planning'),
    [inBoth('due')]: dueDay,
    [inBoth('late-since')]: lateSince(dueDay),
    [inBoth('late-task')]: `${inBoth('planning-conditions')} · ${lateSince(late?.dueDay ?? null)}`,
    [inBoth('holder')]: `${inBoth('reviewer')} · ${inBoth('NRP')}`,
    [inBoth('progress-page')]: page(),
  });
});

test('so do those of its order and of its case', async () => {
  const { dueDay } = await progressOf();
  const { [inBoth('late-since')]: _since, ...ofOrder } = await detailsOf(orderWorkflowId(orderNo));
  expect(ofOrder).toEqual({
    [inBoth('order')]: orderNo,
    [inBoth('track')]: `80 (80 ${inBoth('working-days')})`,
    [inBoth('due')]: dueDay,
    [inBoth('progress-page')]: page(),
  });
  expect(await detailsOf(caseWorkflowId(caseNo))).toEqual({
    [inBoth('case')]: caseNo,
    [inBoth('order')]: orderNo,
    // it climbs by itself
    [inBoth('level')]: expect.stringMatching(/^L[1-4] /) as string,
    [inBoth('lead')]: inBoth('NRP'),
    [inBoth('case-state')]: inBoth('caseState.open'),
    [inBoth('due')]: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
  });
});

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** Every event of every workflow, with the workflow's id. */
async function everyEvent() {
  const histories = await allHistories(temporal.connection, temporal.namespace);
  return histories.flatMap(({ workflowId, history }) =>
    ((history as History).events ?? []).map((event) => ({ workflowId, event })),
  );
}

const parsed = (data: Uint8Array | null | undefined): unknown =>
  data ? JSON.parse(Buffer.from(data).toString()) : undefined;

test('the first argument of every workflow begins with what it is, and a calendar comes last and is short', async () => {
  const inputs = (await everyEvent()).flatMap(({ workflowId, event }) => {
    const started = event.workflowExecutionStartedEventAttributes;
    return started ? [{ workflowId, argument: parsed(started.input?.payloads?.[0]?.data) as object }] : [];
  });
  const identities = inputs.map(
    ({ argument }) => Object.keys('request' in argument ? (argument.request as object) : argument)[0],
  );
  expect(new Set(identities)).toEqual(new Set(['orderNo', 'caseNo', 'commissionNo']));
  const carrying = inputs.filter(({ argument }) => 'calendar' in argument);
  const kindsOf = carrying.map(({ workflowId }) => (workflowId.startsWith('case/') ? 'case' : 'step'));
  expect(new Set(kindsOf)).toEqual(new Set(['step', 'case']));
  for (const { argument } of carrying) {
    expect(Object.keys(argument).at(-1)).toBe('calendar');
    expect(JSON.stringify((argument as { calendar: object }).calendar).length).toBeLessThan(2_000);
  }
});

test('every timer, activity and child says in both languages what it is for', async () => {
  const started = (await everyEvent()).filter(
    ({ event }) =>
      event.timerStartedEventAttributes ??
      event.activityTaskScheduledEventAttributes ??
      event.startChildWorkflowExecutionInitiatedEventAttributes,
  );
  const summaries = started.map(({ event }) => String(parsed(event.userMetadata?.summary?.data)));
  expect(summaries.filter((summary) => !/\p{Script=Han}.*[a-z]/u.test(summary))).toEqual([]);
  // of what is due next, which in so short days may pass over one light to the next
  expect(summaries).toContainEqual(expect.stringMatching(/^\p{Script=Han}.* · \d{4}-\d\d-\d\d 17:00$/u));
  expect(summaries).toContain(`${inBoth('planning')}: ${inBoth('RED')}`);
});

inBrowser('nobody opens the page that the details name')(
  'a person who opens the page that the details name signs in there and reads the progress of that order',
  async () => {
    const browser = await openBrowser();
    try {
      const tab = await browser.newPage();
      await tab.goto(pageUrl());
      await signIn(tab, 'supervisor-qian');
      await tab.getByRole('heading', { name: orderNo }).waitFor();
      expect(new URL(tab.url()).pathname).toBe(`/orders/${orderNo}`);
    } finally {
      await browser.close();
    }
  },
  120_000,
);
