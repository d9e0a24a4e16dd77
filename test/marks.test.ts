import {
  shippedCalendar,
  stepCodes,
  stepLights,
  stepWorkflowId,
  taskLateMarks,
  type Step,
  type StepCode,
} from '@doudi/workflows';
import { Client } from '@temporalio/client';
import { listSteps } from '../services/approval-workflows/src/steps.ts';
import type { ProgressAnswer } from '../stack/src/demo/answers.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { decide, hire } from '../stack/src/demo/actions.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

const suite = suiteStack({ realDayMs: 1_500 });

/** Lets an order be late, paused, resumed and withdrawn; answers its number. */
async function aTroubledOrder(): Promise<string> {
  const { orderNo } = await walkOrder(suite.api, { ...seedCase, tasks: ['record'] });
  const turn = { api: suite.api, orderNo, enterprise: seedCase.enterprise };
  const showing = (step: StepCode, light: string) =>
    waitFor({ what: `${light} of ${step}`, withinMs: 60_000 }, async () => {
      const { steps } = await suite.api.get<ProgressAnswer>('supervisor-qian', `/v1/progress/${orderNo}`);
      return steps.find(({ code }) => code === step)?.light === light;
    });
  await showing('project-initiation', 'RED');
  await decide({ ...turn, task: 'order-meeting' }, 'ASC');
  await showing('planning', 'YELLOW');
  await hire({ ...turn, task: 'eia-report' }, 'EIA');
  await decide({ ...turn, task: 'planning-conditions' }, 'NRP');
  await showing('planning', 'PAUSED');
  await showing('environmental-assessment', 'YELLOW');
  await suite.api.post(seedCase.agent, `/v1/orders/${orderNo}/withdrawal`, { reason: '投资计划调整' });
  await waitFor({ what: 'the end' }, async () => {
    const { outcome } = await suite.api.get<ProgressAnswer>(seedCase.agent, `/v1/progress/${orderNo}`);
    return outcome === 'withdrawn';
  });
  return orderNo;
}

/** The lights or late tasks on record, less those that were taken back. */
async function marksOnRecord(orderNo: string, step: Step, of: 'light' | 'task') {
  const kind = of === 'light' ? 'light' : 'task-late';
  const { rows } = await suite.database.query<{ kind: string; code: string; at: Date }>(
    `select kind, detail ->> $2 as code, at from events where workflow_id = $1 and kind in ($3, $3 || '-undone') order by seq`,
    [stepWorkflowId(orderNo, step.code), of, kind],
  );
  const isUndone = ({ code, at }: (typeof rows)[number], i: number) =>
    rows.slice(i).some((row) => row.kind !== kind && row.code === code && row.at.getTime() === at.getTime());
  return rows
    .filter((row, i) => row.kind === kind && !isUndone(row, i))
    .map(({ code, at }) => ({ at: at.getTime(), [of]: code }));
}

/** The values of SlaStatus as administrators saw them, one after the other. */
async function upserts(orderNo: string, step: Step): Promise<string[]> {
  const client = new Client({ connection: suite.temporal.connection, namespace: suite.temporal.namespace });
  const { events } = await client.workflow.getHandle(stepWorkflowId(orderNo, step.code)).fetchHistory();
  const attributes = (events ?? []).map(
    (event) =>
      event.workflowExecutionStartedEventAttributes ?? event.upsertWorkflowSearchAttributesEventAttributes,
  );
  const values = attributes.flatMap((one) => {
    const data = one?.searchAttributes?.indexedFields?.['SlaStatus']?.data;
    return data ? [JSON.parse(Buffer.from(data).toString()) as string] : [];
  });
  return values.filter((value, i) => value !== values[i - 1]);
}

test('the marks of every step bear the instants that the rules give for its ledger', async () => {
  const orderNo = await aTroubledOrder();
  const steps = await listSteps(suite.database, orderNo);
  expect(steps.map(({ code }) => code).sort()).toEqual(stepCodes.slice(0, 3).toSorted());
  for (const step of steps) {
    const byRule = stepLights(shippedCalendar, step, step.closedAt ?? 0);
    expect(await marksOnRecord(orderNo, step, 'light')).toEqual(byRule);
    const late = taskLateMarks(shippedCalendar, step, step.closedAt ?? 0);
    expect(await marksOnRecord(orderNo, step, 'task')).toEqual(late);
    const seen = await upserts(orderNo, step);
    const lights = byRule.map(({ light }) => light as string);
    // two lights of one moment may be shown as one; the order and the lights that fell due must be there
    let at = 0;
    for (const light of seen) expect((at = lights.indexOf(light, at))).toBeGreaterThanOrEqual(0);
    expect(seen.at(-1)).toBe(step.outcome === 'approved' ? 'DONE' : 'ENDED');
    for (const light of ['YELLOW', 'RED']) expect(seen.includes(light)).toBe(lights.includes(light));
  }
  const all = steps.flatMap((step) => stepLights(shippedCalendar, step, step.closedAt ?? 0));
  expect(new Set(all.map(({ light }) => light))).toEqual(
    new Set(['GREEN', 'YELLOW', 'RED', 'PAUSED', 'DONE', 'ENDED']),
  );
}, 150_000);
