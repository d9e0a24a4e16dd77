import { join } from 'node:path';
import { repositoryRoot } from '@doudi/local';
import { allHistories, replayHistories } from '@doudi/testing/temporal/replay-histories';
import { addWorkingDays, shippedCalendar, type Day } from '@doudi/workflows';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

/** Office days so short that what falls due by itself does so within the test, and so long that who asks within five of them can, on a busy machine, too. */
const suite = suiteStack({ realDayMs: 2_500 });

const { enterprise } = seedCase;
const [reviewer, supervisor] = ['reviewer-nrp', 'supervisor-qian'];
const lines = [{ text: '缺少总平面图' }];
let serial = 400;

/** An order whose planning conditions have just opened. */
async function atPlanning() {
  const project = { ...seedCase.project, code: `2017-330683-29-03-000${++serial}` };
  const tasks = ['record', 'order-meeting'] as const;
  const { orderNo } = await walkOrder(suite.api, { ...seedCase, project, tasks });
  const path = `/v1/tasks/${orderNo}/planning-conditions`;
  await waitFor({ what: path }, async () => (await read()).task.state === 'reviewing');
  const act = (who: string, what: string, body: object) =>
    suite.api.post<object>(who, `${path}/${what}`, body);
  return { orderNo, act, read, untilRead };

  function read(): Promise<TaskAnswer> {
    return suite.api.get<TaskAnswer>(reviewer, path);
  }
  function untilRead(what: string, holds: (task: TaskAnswer) => boolean): Promise<TaskAnswer> {
    return waitFor({ what, withinMs: 90_000 }, async () => {
      const task = await read();
      return holds(task) && task;
    });
  }
}
interface TaskAnswer {
  readonly outcome: string | null;
  readonly task: { readonly state: string };
  readonly step: { readonly holder: { readonly role: string } | null };
  readonly counter: {
    readonly acceptance: { readonly how: string } | null;
    readonly supplements: readonly { readonly askedAt: string; readonly suppliedAt: string | null }[];
    readonly stops: readonly { readonly plannedEnd: string; readonly endedAt: string | null }[];
    readonly requests: readonly { readonly no: number }[];
  };
}

test('what nobody supplies in ten working days ends the order, and says so', async () => {
  const { orderNo, act, untilRead } = await atPlanning();
  await act(reviewer, 'supplement', { lines });
  await untilRead('the lapse', ({ outcome }) => outcome === 'not-supplied');
  const { light, ending } = await suite.api.get<{ light: string; ending: { outcome: string } }>(
    enterprise,
    `/v1/progress/${orderNo}`,
  );
  expect({ light, outcome: ending.outcome }).toEqual({ light: 'ENDED', outcome: 'not-supplied' });
}, 120_000);

test('what was supplied in time counts, also when its step was never told', async () => {
  const { orderNo, act, untilRead, read } = await atPlanning();
  await act(reviewer, 'supplement', { lines });
  const askedAt = (await read()).counter.supplements[0]?.askedAt;
  // as a crash between the row and the message leaves it, with the sweep still to come
  const textId = `T${orderNo}`;
  await suite.database.query(`insert into texts (text_id, body, by) values ($1, '已补充', 'p-1101')`, [
    textId,
  ]);
  await suite.database.query(
    `insert into supplies (order_no, task, asked_at, at, by, text_id)
     values ($1, 'planning-conditions', $2, $2::timestamptz + interval '1 day', 'p-1101', $3)`,
    [orderNo, askedAt, textId],
  );
  const { outcome, counter } = await untilRead('the supply', ({ task }) => task.state === 'reviewing');
  expect(outcome).toBeNull();
  expect(Date.parse(counter.supplements[0]?.suppliedAt ?? '') - Date.parse(askedAt ?? '')).toBe(86_400_000);
  expect(counter.acceptance?.how).toBe('by-last-paper');
}, 120_000);

test('silence is acceptance, and a stop ends by itself after its last day', async () => {
  const { act, untilRead } = await atPlanning();
  const { officeDay: today } = await suite.api.get<{ officeDay: Day }>(supervisor, '/v1/clock');
  const lastDay = addWorkingDays(shippedCalendar, today, 6);
  await act(reviewer, 'requests/stop', { reason: 'hearing', lastDay, note: '申请人要求听证' });
  const { counter } = await untilRead('the request', (task) => task.counter.requests.length === 1);
  await act(supervisor, `requests/${counter.requests[0]?.no}/decision`, { verdict: 'grant' });
  await untilRead('the stop', ({ step }) => step.holder?.role === 'stop');
  await untilRead('acceptance by silence', (task) => task.counter.acceptance?.how === 'by-silence');
  const after = await untilRead('the end of the stop', ({ step }) => step.holder?.role === 'reviewer');
  expect(after.counter.stops).toMatchObject([{ endedAt: after.counter.stops[0]?.plannedEnd }]);
}, 120_000);

test('the workflow code follows every history it has made', async () => {
  const bundle = join(repositoryRoot, 'services', 'approval-workflows', 'dist', 'workflow-bundle.js');
  const histories = await allHistories(suite.temporal.connection, suite.temporal.namespace);
  expect(await replayHistories(bundle, histories)).toEqual([]);
}, 120_000);
