import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import { stepWorkflowId } from '@doudi/workflows';
import type { ProgressAnswer } from '../stack/src/demo/answers.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { signal } from './stack-processes.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';
import { writeOnce } from './write-once.ts';

const suite = suiteStack({ realDayMs: 3_600_000 });
const { enterprise } = seedCase;
const [reviewer, checker, head, supervisor] = ['reviewer-nrp', 'checker-nrp', 'head-nrp', 'supervisor-qian'];

/** An act at the counter: who does it, by which path, and what the other is told who does the same at the same moment. */
interface Act {
  readonly who: string;
  readonly what: string;
  readonly body: object;
  /** the type of problem of the one who comes second */
  readonly second: readonly string[];
}
const act = (who: string, what: string, body: object, ...second: string[]): Act => ({
  who,
  what,
  body,
  second,
});
const lines = [{ paper: 'site-plan', isFlawed: true, text: '总平面图缺少消防车道标注' }];
const stop = { reason: 'hearing', lastDay: '2017-07-20', note: '申请人要求听证' };
const grant = { verdict: 'grant' };
const grounds = { note: '选址不符', legalBasis: '《城乡规划法》第三十八条', remedy: '可申请行政复议' };

/** One after the other on one task: each finds it as the one before has left it. `:no` is the request that waits. */
const acts: readonly Act[] = [
  act(reviewer, 'supplement', { lines }, 'waits-for-supplement'),
  act(enterprise, 'supply', { statement: '已补充' }, 'no-supplement-asked'),
  act(reviewer, 'requests/supplement', { lines }, 'request-pending'),
  act(supervisor, 'requests/:no/decision', { verdict: 'deny', note: '一次告知' }, 'no-such-request'),
  act(reviewer, 'requests/stop', stop, 'request-pending'),
  act(supervisor, 'requests/:no/decision', grant, 'no-such-request'),
  act(reviewer, 'stop-end', { note: '听证提前结束' }, 'no-stop-runs'),
  act(reviewer, 'requests/extension', { note: '案情复杂' }, 'request-pending'),
  act(head, 'requests/:no/decision', grant, 'no-such-request'),
  act(reviewer, 'review', { opinion: 'refuse', note: '不符合规划' }, 'waits-for-check'),
  act(checker, 'check', { verdict: 'return', note: '请写明依据' }, 'waits-for-review'),
  act(reviewer, 'review', { opinion: 'refuse', note: '不符合规划第三条' }, 'waits-for-check'),
  act(checker, 'check', { verdict: 'refuse', ...grounds }, 'step-closed', 'task-done'),
];
const accepted = [act(reviewer, 'acceptance', {}, 'accepted-already')];
const notAccepted = [
  act(reviewer, 'review', { opinion: 'not-accept', note: '不属职权' }, 'waits-for-check'),
  act(checker, 'check', { verdict: 'not-accept', ...grounds }, 'step-closed', 'task-done'),
];

let serial = 400;
/** An order whose planning conditions are open, and how people act on them. */
async function atPlanning() {
  const project = { ...seedCase.project, code: `2017-330683-29-03-000${++serial}` };
  const walk = { ...seedCase, project, tasks: ['record', 'order-meeting'] as const };
  const { orderNo } = await walkOrder(suite.api, walk);
  const task = `/v1/tasks/${orderNo}/planning-conditions`;
  await waitFor({ what: task }, async () => {
    const { steps } = await suite.api.get<ProgressAnswer>(enterprise, `/v1/progress/${orderNo}`);
    return steps.find(({ code }) => code === 'planning')?.state === 'open';
  });
  const pathOf = async ({ what }: Act) => {
    if (!what.includes(':no')) return `${task}/${what}`;
    const { counter } = await suite.api.get<Counter>(head, task);
    return `${task}/${what.replace(':no', String(counter.requests[0]?.no))}`;
  };
  const send = async ({ who, body }: Act, path: string, key: string = randomUUID()) => {
    const { status, text } = await writeOnce(suite.stack, { who, path, body, key });
    const { type = '' } = (text ? JSON.parse(text) : {}) as { type?: string };
    return { status, text, type: type.split('/').at(-1) ?? '' };
  };
  return { orderNo, pathOf, send };
}
interface Counter {
  readonly counter: { readonly requests: readonly { readonly no: number }[] };
}
const isTaken = ({ status }: { readonly status: number }) => status === 200 || status === 202;

/** The events a step's workflow has on record at Temporal, those of its queries and waits included. */
async function historyOf(orderNo: string): Promise<number> {
  const { connection, namespace } = suite.temporal;
  const client = new Client({ connection, namespace });
  const { historyLength } = await client.workflow.getHandle(stepWorkflowId(orderNo, 'planning')).describe();
  return historyLength;
}

test.each([
  ['from a supplement to a refusal', acts],
  ['acceptance', accepted],
  ['papers that are not taken in', notAccepted],
])('of two at the same moment one wins, the other is told why: %s', async (_name, all) => {
  const { orderNo, pathOf, send } = await atPlanning();
  const costs: string[] = [];
  for (const one of all) {
    const before = await historyOf(orderNo);
    const path = await pathOf(one);
    const answers = await Promise.all([send(one, path), send(one, path)]);
    const lost = answers.filter((answer) => !isTaken(answer));
    expect([one.what, answers.filter(isTaken).length]).toEqual([one.what, 1]);
    expect(one.second).toContain(lost[0]?.type);
    expect(lost[0]?.status).toBe(409);
    costs.push(`  ${one.what}: ${(await historyOf(orderNo)) - before}`);
  }
  process.stdout.write(['History events of each act, two having tried it:', ...costs, ''].join('\n'));
});

/** Real milliseconds after the request was sent at which the service is killed, at the latest. */
const latestKillMs = 120;
/** Acts that are killed, one after the other; DOUDI_KILL_ROUNDS sets more of them. Each takes some seconds. */
const killed = acts.slice(0, Number(process.env['DOUDI_KILL_ROUNDS'] ?? 2));

test(
  `an act is done once when its service is killed before it has answered (${killed.length} acts)`,
  async () => {
    const { orderNo, pathOf, send } = await atPlanning();
    for (const one of killed) {
      const [key, path] = [randomUUID(), await pathOf(one)];
      const first = send(one, path, key);
      await sleep(Math.random() * latestKillMs);
      signal('approval-workflows', 'SIGKILL');
      const answers = [await first];
      const again = async () => (answers.push(await send(one, path, key)), isTaken(answers.at(-1)!));
      await waitFor({ what: `${one.what} after a kill`, withinMs: 60_000 }, again);
      expect(await again()).toBe(true);
      const texts = answers.filter(isTaken).map(({ text }) => text);
      expect([one.what, new Set(texts).size]).toEqual([one.what, 1]);
      expect([0, 200, 202, 502, 503]).toEqual(expect.arrayContaining(answers.map(({ status }) => status)));
    }
    const { rows } = await suite.database.query<{ kind: string }>(
      "select kind from events where workflow_id = $1 and kind not in ('open', 'light') order by seq",
      [stepWorkflowId(orderNo, 'planning')],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(events.slice(0, killed.length));
  },
  60_000 + killed.length * 60_000,
);

/** The kinds of events that the acts become. */
const events = [
  ...['ask-supplement', 'supply', 'request', 'decide-request', 'request', 'decide-request', 'end-stop'],
  ...['request', 'decide-request', 'review', 'check', 'review', 'check'],
];
