import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { stepWorkflowId, type StepCode, type TaskCode } from '@doudi/workflows';
import { Client } from '@temporalio/client';
import { registerProject, openOrder } from '../stack/src/demo/open-order.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { signal } from './stack-processes.ts';
import { suiteStack } from './stack.ts';
import { writeOnce } from './write-once.ts';

/** Rounds of kill and repeat; DOUDI_KILL_ROUNDS sets more of them. Each takes some seconds. */
const rounds = Number(process.env['DOUDI_KILL_ROUNDS'] ?? 4);
/** The kill comes at a random moment up to this long after the request was sent, in real milliseconds. */
const latestKillMs = 150;
const deadlineMs = 60_000;

interface Decision {
  readonly step: StepCode;
  readonly task: TaskCode;
  readonly verb: 'review' | 'check';
  readonly department: string;
}
const decisions: readonly Decision[] = (
  [
    ['project-initiation', 'record', 'drc'],
    ['project-initiation', 'order-meeting', 'asc'],
  ] as const
).flatMap(([step, task, department]) =>
  (['review', 'check'] as const).map((verb) => ({ step, task, verb, department })),
);

const suite = suiteStack({ realDayMs: 3_600_000 });

const send = (orderNo: string, { task, verb, department }: Decision, key: string) =>
  writeOnce(suite.stack, {
    who: `${verb === 'review' ? 'reviewer' : 'checker'}-${department}`,
    path: `/v1/tasks/${orderNo}/${task}/${verb}`,
    key,
    body: verb === 'review' ? { opinion: 'approve' } : { verdict: 'approve' },
  });

/** Kills the service at a random moment of the request, then repeats the request until it is answered. */
async function decideUnderFire(orderNo: string, decision: Decision) {
  const key = randomUUID();
  const first = send(orderNo, decision, key);
  await sleep(Math.random() * latestKillMs);
  signal('approval-workflows', 'SIGKILL');
  await everyRowWasDecided(orderNo, decision.step);
  const answers = [await first];
  for (const until = Date.now() + deadlineMs; answers.at(-1)?.status !== 200; await sleep(100)) {
    if (Date.now() > until) throw new Error(`no answer: ${JSON.stringify(answers.at(-1))}`);
    answers.push(await send(orderNo, decision, key));
  }
  answers.push(await send(orderNo, decision, key));
  const taken = answers.filter(({ status }) => status === 200).map(({ text }) => text);
  expect(new Set(taken).size).toBe(1);
  expect(
    answers.map(({ status }) => status).filter((status) => ![0, 200, 502, 503].includes(status)),
  ).toEqual([]);
}

interface Row {
  readonly seq: number;
  readonly kind: string;
}
const rowsOf = async (orderNo: string, step: StepCode): Promise<Row[]> =>
  (
    await suite.database.query<Row>('select seq, kind from events where workflow_id = $1 order by seq', [
      stepWorkflowId(orderNo, step),
    ])
  ).rows;

/** The decisions Temporal has on record for a step; none while the step has not started. */
async function acceptedBy(orderNo: string, step: StepCode): Promise<number> {
  const client = new Client({ connection: suite.temporal.connection, namespace: suite.temporal.namespace });
  const { events } = await client.workflow.getHandle(stepWorkflowId(orderNo, step)).fetchHistory();
  return (events ?? []).filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length;
}

/** No row for a decision that was not taken: rows are read first, so that history can only be ahead. */
async function everyRowWasDecided(orderNo: string, step: StepCode): Promise<void> {
  const decided = (await rowsOf(orderNo, step)).filter(
    ({ kind }) => kind === 'review' || kind === 'check',
  ).length;
  expect(decided).toBeLessThanOrEqual(await acceptedBy(orderNo, step));
}

test(
  `an order goes on when its service is killed around each decision (${rounds} rounds)`,
  async () => {
    for (let round = 0; round < rounds; round += decisions.length) {
      const code = `2017-330683-29-03-${String(100 + round).padStart(6, '0')}`;
      const script = { ...seedCase, project: { ...seedCase.project, code } };
      await registerProject(suite.api, script);
      const { orderNo } = await openOrder(suite.api, script);
      const taken = decisions.slice(0, Math.min(decisions.length, rounds - round));
      for (const decision of taken) await decideUnderFire(orderNo, decision);
      const rows = await rowsOf(orderNo, 'project-initiation');
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_row, i) => i + 1));
      expect(
        rows.filter(({ kind }) => kind === 'review' || kind === 'check').map(({ kind }) => kind),
      ).toEqual(taken.map(({ verb }) => verb));
      expect(await acceptedBy(orderNo, 'project-initiation')).toBe(taken.length);
    }
  },
  rounds * 60_000,
);
