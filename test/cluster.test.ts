import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { openPool } from '@doudi/infra/database';
import { cacheFolder, freePort, temporaryFolder } from '@doudi/local';
import { stepWorkflowId } from '@doudi/workflows';
import type { List } from '../stack/src/demo/answers.ts';
import { openApi } from '../stack/src/demo/api.ts';
import { dayMs } from '../stack/src/demo/office.ts';
import { openOrder, registerProject } from '../stack/src/demo/open-order.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { type Stack, up } from '../stack/src/up.ts';
import { decider, reader, verbsOfDecided } from './deciding-callers.ts';
import { tirelessCallers } from './tireless-callers.ts';

/** Real milliseconds of a day: the seed case, left alone, is overdue after four of them. */
const realDayMs = 10_000;
const limits = Object.fromEntries(
  ['RATE_READS', 'RATE_UPLOADS', 'RATE_WRITES', 'RATE_ADDRESS'].map((name) => [name, '10000000']),
);
const firstStep = 'project-initiation';

let stack: Stack;
let orderNo: string;
beforeAll(
  async () => {
    stack = await up({
      ...{ dataFolder: temporaryFolder(), temporary: true, nodeEnv: 'development', logLevel: 'warn' },
      cacheFolder: cacheFolder(process.env['XDG_CACHE_HOME']),
      ...{ cluster: {}, instances: 2, limits, report: () => undefined },
      ports: { gateway: await freePort(), temporalUi: await freePort() },
      clock: { officeAt: new Date('2017-06-16T10:00:00+08:00'), rate: dayMs / realDayMs },
    });
  },
  // its programs are built where they are not cached
  900_000,
);
afterAll(() => stack?.stop(), 60_000);

const pidOf = (name: string) => stack.processes().find((one) => one.name === name)?.pid;

test('Temporal runs as seven nodes and its UI, every service as two processes', () => {
  const names = stack.processes().map(({ name }) => name);
  const twice = (...all: string[]) => all.flatMap((name) => [`${name} 1`, `${name} 2`]);
  const services = ['intake', 'approval-workflows', 'intermediary-market'];
  expect(names.toSorted()).toEqual(
    [
      ...twice('Temporal frontend', 'Temporal history', 'Temporal matching'),
      ...['Temporal worker 1', 'Temporal UI', 'PostgreSQL', 'issuer'],
      ...services.flatMap((name) => [name, `${name}-2`]),
    ].toSorted(),
  );
});

test('the seed case is opened and decided on it', async () => {
  const api = openApi(stack);
  await registerProject(api, seedCase);
  ({ orderNo } = await openOrder(api, seedCase));
  const { items } = await api.get<List<{ orderNo: string }>>('reviewer-drc', '/v1/tasks');
  expect(items.map((task) => task.orderNo)).toEqual([orderNo]);
  await api.post('reviewer-drc', `/v1/tasks/${orderNo}/record/review`, { opinion: 'approve' });
  expect(await verbsOf(orderNo)).toEqual(['review']);
});

test('while a node of each kind is killed, and one that answers callers stands still, every decision is on record once', async () => {
  const callers = tirelessCallers(stack);
  const deciders = [1, 2].map((caller) => decider({ callers, write: callers.insist }, caller));
  const decided = () => deciders.flatMap((one) => one.decided);
  for (const { turn } of deciders) callers.add(turn);
  callers.add(reader(callers, orderNo));
  const goesOn = async (what: string) => {
    const before = decided().length;
    await waitFor({ what: `an order decided after ${what}`, withinMs: 90_000 }, () =>
      Promise.resolve(decided().length > before + 1),
    );
  };
  for (const name of ['frontend', 'history', 'matching', 'worker'].map((role) => `Temporal ${role} 1`)) {
    const killed = pidOf(name);
    process.kill(killed ?? 0, 'SIGKILL');
    await waitFor({ what: `another ${name}` }, () =>
      Promise.resolve(pidOf(name) !== undefined && pidOf(name) !== killed),
    );
    await goesOn(`the end of ${name}`);
  }
  const stopped = pidOf('Temporal frontend 2') ?? 0;
  process.kill(stopped, 'SIGSTOP');
  await goesOn('the standstill of a frontend').finally(() => process.kill(stopped, 'SIGCONT'));
  await callers.rest();
  const unexpected = callers.answers.filter(({ status, text }) => {
    const later = status === 503 && text.includes('/problems/unavailable');
    return status !== 200 && status !== 201 && !later;
  });
  expect(unexpected).toEqual([]);
  for (const one of decided()) {
    expect(await verbsOf(one)).toEqual(verbsOfDecided);
    expect(await acceptedBy(one)).toBe(verbsOfDecided.length);
  }
}, 480_000);

test('the overdue link leads to the step that is late', async () => {
  const { items } = await openApi(stack).get<List<{ code: string; url: string }>>(
    'supervisor-qian',
    '/v1/supervision/links',
  );
  const link = new URL(items.find(({ code }) => code === 'overdue-steps')?.url ?? '');
  expect((await fetch(link)).status).toBe(200);
  const listed = `${link.origin}/api/v1${link.pathname}?query=${encodeURIComponent(link.searchParams.get('query') ?? '')}`;
  await waitFor({ what: 'the late step', withinMs: 90_000 }, async () => {
    const { executions = [] } = (await (await fetch(listed)).json()) as {
      executions?: { execution: { workflowId: string } }[];
    };
    return executions.some(({ execution }) => execution.workflowId === stepWorkflowId(orderNo, firstStep));
  });
}, 120_000);

test('at the stop nothing of it is left', async () => {
  const pids = stack.processes().map(({ pid }) => pid);
  expect(pids.length).toBeGreaterThan(10);
  await stack.stop();
  await pause(0);
  expect(pids.filter(isThere)).toEqual([]);
}, 60_000);

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function verbsOf(one: string): Promise<string[]> {
  const pool = openPool({ url: stack.databaseUrl, role: 'approval_workflows', max: 1 });
  const { rows } = await pool
    .query<{ kind: string }>(
      `select kind from events where workflow_id = $1 and kind in ('review', 'check') order by seq`,
      [stepWorkflowId(one, firstStep)],
    )
    .finally(() => pool.end());
  return rows.map(({ kind }) => kind);
}

async function acceptedBy(one: string): Promise<number> {
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const history = new Client({ connection }).workflow
    .getHandle(stepWorkflowId(one, firstStep))
    .fetchHistory();
  const { events } = await history.finally(() => connection.close());
  return (events ?? []).filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length;
}
