import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { workflowBundle } from '@doudi/approval-workflows/bundled-workflows';
import { openPool, type Pool } from '@doudi/infra/database';
import type { HistoryEvent } from '@doudi/infra/temporal';
import { temporaryFolder } from '@doudi/local';
import { services as allServices } from '@doudi/stack/services';
import { stepWorkflowId } from '@doudi/workflows';
import { bundleOf, patchedSwap, releaseIn } from '@doudi/testing/temporal/changed-workflows';
import { allHistories, replayHistories } from '@doudi/testing/temporal/replay-histories';
import { testTemporal, type TestTemporal } from '@doudi/testing/temporal/test-temporal';
import { openOrder, registerProject } from '../stack/src/demo/open-order.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { fullyReady } from '../stack/src/fully-ready.ts';
import { restartInTurn } from '../stack/src/restart-in-turn.ts';
import {
  type Callers,
  type Calling,
  decider,
  projectOf,
  reader,
  verbsOfDecided,
  type Write,
} from './deciding-callers.ts';
import { signal } from './stack-processes.ts';
import { testStack } from './stack.ts';
import { tirelessCallers } from './tireless-callers.ts';

/** Restarts, one after the other; DOUDI_RESTARTS sets more of them. */
const restarts = Number(process.env['DOUDI_RESTARTS'] ?? 20);
const services = ['intake', 'approval-workflows', 'intermediary-market'] as const;
const instances = 2;
/** Nobody is refused for asking much. */
const limits = Object.fromEntries(
  ['RATE_READS', 'RATE_UPLOADS', 'RATE_WRITES', 'RATE_ADDRESS'].map((name) => [name, '10000000']),
);

let temporal: TestTemporal;
/** an order that is there all the time */
let orderNo: string;
let system: Awaited<ReturnType<typeof testStack>>;
let [intake, approvals]: Pool[] = [];
/** the release of the workflow code in a folder of its own, so that another can take its place */
const folder = temporaryFolder();
const release = releaseIn(join(folder, 'release'), 'approval-workflows');
beforeAll(async () => {
  temporal = await testTemporal();
  const released = allServices.map((one) =>
    one.name === 'approval-workflows' ? { ...one, main: release.main } : one,
  );
  system = await testStack({ realDayMs: 3_600_000, temporal, instances, limits, services: released });
  const url = system.stack.databaseUrl;
  intake = openPool({ url, role: 'intake', max: 1 });
  approvals = openPool({ url, role: 'approval_workflows', max: 1 });
}, 120_000);
afterAll(async () => {
  await Promise.all([intake?.end(), approvals?.end()]);
  await system?.stop();
  await temporal?.close();
  rmSync(folder, { recursive: true });
}, 60_000);

const { enterprise } = seedCase;

/** Registers a new project each turn. */
const registrar = (write: Write, caller: number) => (number: number) =>
  write({ who: enterprise, path: '/v1/projects', body: projectOf(caller, number) });

/** Eight callers at once: four read, two register projects, two open orders and have them decided. */
function eightCallers(calling: Calling, first: number) {
  const { callers, write } = calling;
  const deciders = [decider(calling, first), decider(calling, first + 1)];
  for (let reading = 0; reading < 4; reading += 1) callers.add(reader(callers, orderNo));
  for (const caller of [first + 2, first + 3]) callers.add(registrar(write, caller));
  for (const { turn } of deciders) callers.add(turn);
  return { decided: () => deciders.flatMap((one) => one.decided) };
}

const count = async (pool: Pool | undefined, statement: string, values: unknown[] = []) =>
  Number((await pool?.query<{ count: string }>(statement, values))?.rows[0]?.count);

beforeAll(async () => {
  await registerProject(system.api, seedCase);
  ({ orderNo } = await openOrder(system.api, seedCase));
}, 60_000);

test(
  `no request fails while ${services.length * instances} processes are restarted in turn, ${restarts} times`,
  async () => {
    const { stack } = system;
    const callers = tirelessCallers(stack);
    const before = await written();
    const { decided } = eightCallers({ callers, write: callers.write }, 1);
    const from = Date.now();
    for (let restart = 0; restart < restarts; restart += 1)
      await stack.restart(services[restart % 3] ?? '', Math.floor(restart / 3) % instances);
    await callers.rest();
    const failed = callers.answers.filter(({ status }) => status < 200 || status >= 300);
    tell(`${restarts} restarts in ${((Date.now() - from) / 1_000).toFixed(0)} s`, callers, failed.length);
    expect(failed).toEqual([]);
    expect(decided().length).toBeGreaterThan(0);
    await expectWrittenOnce(callers, before);
    for (const one of decided()) await expectDecidedOnce(one);
  },
  (restarts + 10) * 30_000,
);

test('while an instance that was killed is away, the other answers, and a write repeated with its key is done once', async () => {
  const { stack } = system;
  const callers = tirelessCallers(stack);
  const before = await written();
  const { decided } = eightCallers({ callers, write: callers.insist }, 5);
  for (const service of ['approval-workflows', 'intake'] as const) {
    const url = stack.instances[service]?.[1] ?? '';
    signal(`${service}-2`, 'SIGKILL');
    await waitFor({ what: `${service} to be away` }, async () => (await fullyReady(url)) !== undefined);
    await waitFor({ what: `${service} to be back` }, async () => (await fullyReady(url)) === undefined);
  }
  await callers.rest();
  const unanswered = callers.answers.filter(({ status }) => status === 502 || status === 503);
  tell('2 kills', callers, unanswered.length);
  // 502 to what it was at work on, 503 to what came before its end was noticed
  const isRight = ({ status }: (typeof unanswered)[number]) => [200, 201, 502, 503].includes(status);
  expect(callers.answers.filter((answered) => !isRight(answered))).toEqual([]);
  expect(unanswered.length).toBeLessThan(callers.answers.length / 10);
  await expectWrittenOnce(callers, before);
  for (const one of decided()) await expectDecidedOnce(one);
}, 240_000);

test('workflow code with a patch takes over from the old under load: no request and no workflow task fails, and going back is seen to fail', async () => {
  const { stack } = system;
  const next = await bundleOf(patchedSwap, join(folder, 'next'));
  const callers = tirelessCallers(stack);
  const before = await written();
  const { decided } = eightCallers({ callers, write: callers.write }, 9);
  const decide = (many: number) =>
    waitFor({ what: `${many} decided orders`, withinMs: 120_000 }, () =>
      Promise.resolve(decided().length >= many),
    );
  await decide(2);
  const from = Date.now();
  copyFileSync(next, release.bundle);
  await restartInTurn(stack);
  const seconds = ((Date.now() - from) / 1_000).toFixed(0);
  await decide(decided().length + 4);
  await callers.rest();
  const failed = callers.answers.filter(({ status }) => status < 200 || status >= 300);
  tell(`an upgrade in ${seconds} s`, callers, failed.length);
  expect(failed).toEqual([]);
  await expectWrittenOnce(callers, before);
  for (const one of decided()) await expectDecidedOnce(one);
  const histories = await allHistories(temporal.connection, temporal.namespace);
  const events = histories.flatMap(({ history }) => (history as { events: HistoryEvent[] }).events);
  const since = ({ eventTime }: HistoryEvent) => Number(eventTime?.seconds) * 1_000 >= from;
  expect(events.filter((event) => since(event) && event.workflowTaskFailedEventAttributes)).toEqual([]);
  expect(events.some((event) => event.markerRecordedEventAttributes)).toBe(true);
  const of = (orders: readonly string[]) =>
    histories.filter(({ workflowId }) => orders.some((one) => workflowId.includes(one)));
  // of one caller the first, which the old code opened, of the other the last: all of them would take minutes
  const [oldest, newest] = [of(decided().slice(0, 2)), of(decided().slice(-2))];
  expect(await replayHistories(next, [...oldest, ...newest])).toEqual([]);
  expect(await replayHistories(workflowBundle, newest)).not.toEqual([]);
}, 400_000);

function tell(what: string, { answers }: Callers, unanswered: number): void {
  const writes = answers.filter(({ what: asked }) => asked.startsWith('POST')).length;
  process.stdout.write(
    `${what}: ${answers.length} requests, ${writes} of them writes, ${unanswered} not answered\n`,
  );
}

const written = async () => ({
  projects: await count(intake, 'select count(*) from projects'),
  orders: await count(intake, 'select count(*) from orders'),
  papers: await count(intake, 'select count(*) from papers'),
});

/** As many rows as writes were taken. */
async function expectWrittenOnce({ answers }: Callers, before: Awaited<ReturnType<typeof written>>) {
  const taken = (path: string) =>
    answers.filter(({ what, status }) => what === `POST ${path}` && status === 201).length;
  const uploaded = answers.filter(({ what, status }) => what.includes('/papers?') && status === 201).length;
  const { projects, orders, papers } = await written();
  expect(projects - before.projects).toBe(taken('/v1/projects'));
  expect(orders - before.orders).toBe(taken('/v1/orders'));
  expect(papers - before.papers).toBe(uploaded);
}

async function expectDecidedOnce(orderNo: string): Promise<void> {
  const rows = await approvals?.query<{ kind: string }>(
    `select kind from events where workflow_id = $1 and kind in ('review', 'check') order by seq`,
    [stepWorkflowId(orderNo, 'project-initiation')],
  );
  expect(rows?.rows.map(({ kind }) => kind)).toEqual(verbsOfDecided);
}
