import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { openPool } from '@doudi/infra/database';
import { repositoryRoot } from '@doudi/local';
import { commissionNoOf, commissionWorkflowId, orderWorkflowId, stepWorkflowId } from '@doudi/workflows';
import { allHistories, replayHistories } from '@doudi/testing/temporal/replay-histories';
import type { List, OrderAnswer } from '../stack/src/demo/answers.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { suiteStack } from './stack.ts';
import { walkOrder } from './walk-order.ts';

// a step that nobody works on is late after some seconds
const suite = suiteStack({ realDayMs: 1_500 });

const { enterprise, project } = seedCase;
const [lou, xu] = ['p-1001', 'p-1002'];

/** The agent that a running workflow shows to administrators. */
async function agentOf(workflowId: string): Promise<unknown> {
  const client = new Client({ connection: suite.temporal.connection, namespace: suite.temporal.namespace });
  const { searchAttributes } = await client.workflow.getHandle(workflowId).describe();
  return searchAttributes['AgentId']?.[0];
}
const showing = (agentId: string, workflowIds: readonly string[]) =>
  Promise.all(
    workflowIds.map((id) =>
      waitFor({ what: `${agentId} on ${id}` }, async () => (await agentOf(id).catch(() => null)) === agentId),
    ),
  );
const replace = (orderNo: string, agentId: string) =>
  suite.api.post(enterprise, `/v1/orders/${orderNo}/agent`, { agentId });

/** What PostgreSQL has of the order: its agent, and who replaced whom. */
async function onRecord(orderNo: string) {
  const pool = openPool({ url: suite.stack.databaseUrl, role: 'approval_workflows', max: 1 });
  const { rows: orders } = await pool.query<{ agent: string }>(
    'select agent_id as agent from orders where order_no = $1',
    [orderNo],
  );
  const { rows: events } = await pool.query<{ by: string; detail: object }>(
    `select "by", detail from events where order_no = $1 and kind = 'agent-replaced' order by seq`,
    [orderNo],
  );
  await pool.end();
  return { agent: orders[0]?.agent, events };
}

const approve = async (orderNo: string, task: string, department: string) => {
  const path = `/v1/tasks/${orderNo}/${task}`;
  await waitFor({ what: path }, () => suite.api.find(`reviewer-${department}`, path));
  await suite.api.post(`reviewer-${department}`, `${path}/review`, { opinion: 'approve' });
  await suite.api.post(`checker-${department}`, `${path}/check`, { verdict: 'approve' });
};

test('a replaced agent shows on all that is open, on what is opened later, and on record', async () => {
  const { orderNo } = await walkOrder(suite.api, { ...seedCase, tasks: [] });
  const mandate = { projectCode: project.code, agentId: xu, scopes: ['order', 'commission'] };
  await suite.api.post(enterprise, '/v1/mandates', { ...mandate, expiresAt: '2099-01-01T00:00:00+08:00' });
  const { caseNo } = await waitFor({ what: 'the case of the late initiation' }, async () => {
    const { items } = await suite.api.get<List<{ caseNo: string }>>('officer-fang', '/v1/cases');
    return items[0];
  });
  const order = orderWorkflowId(orderNo);
  const early = [order, stepWorkflowId(orderNo, 'project-initiation'), `case/${caseNo}`];
  await showing(lou, early);
  await replace(orderNo, xu);
  await showing(xu, early);
  expect(await suite.api.get<OrderAnswer>('agent-xu', `/v1/orders/${orderNo}`)).toMatchObject({
    agentId: xu,
  });

  await approve(orderNo, 'record', 'drc');
  await approve(orderNo, 'order-meeting', 'asc');
  const later = [
    ...[stepWorkflowId(orderNo, 'planning'), stepWorkflowId(orderNo, 'environmental-assessment')],
    commissionWorkflowId(commissionNoOf(orderNo, 'eia-report')),
  ];
  await showing(xu, later);
  await replace(orderNo, lou);
  // the case goes on after its step, and follows the order
  await showing(lou, [order, `case/${caseNo}`, ...later]);

  await waitFor({ what: 'both replacements on record' }, async () => {
    const { events } = await onRecord(orderNo);
    return events.length === 2;
  });
  const by = 'p-1101';
  expect(await onRecord(orderNo)).toEqual({
    agent: lou,
    events: [
      { by, detail: { from: lou, to: xu } },
      { by, detail: { from: xu, to: lou } },
    ],
  });
}, 120_000);

test('the workflow code follows the histories of replaced agents', async () => {
  const bundle = join(repositoryRoot, 'services', 'approval-workflows', 'dist', 'workflow-bundle.js');
  const histories = await allHistories(suite.temporal.connection, suite.temporal.namespace);
  expect(histories.length).toBeGreaterThan(5);
  expect(await replayHistories(bundle, histories)).toEqual([]);
}, 60_000);
