import { openPool, type Pool } from '@doudi/infra/database';
import { stepWorkflowId } from '@doudi/workflows';
import { testTemporal, type TestTemporal } from '../infra/src/test/test-temporal.ts';
import { openOrder, registerProject } from '../stack/src/demo/open-order.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { aHouse } from './house.ts';
import { tirelessCallers } from './tireless-callers.ts';

/** Restarts, one after the other; DOUDI_RESTARTS sets more of them. */
const restarts = Number(process.env['DOUDI_RESTARTS'] ?? 20);
const services = ['intake', 'approval-workflows', 'intermediary-market'] as const;
const instances = 2;
/** Nobody is refused for asking much. */
const limits = Object.fromEntries(
  ['RATE_READS', 'RATE_WRITES', 'RATE_ADDRESS'].map((name) => [name, '10000000']),
);

let temporal: TestTemporal;
let house: Awaited<ReturnType<typeof aHouse>>;
let [counter, floor]: Pool[] = [];
beforeAll(async () => {
  temporal = await testTemporal();
  house = await aHouse({ realDayMs: 3_600_000, temporal, instances, limits });
  const url = house.stack.databaseUrl;
  counter = openPool({ url, role: 'intake', max: 1 });
  floor = openPool({ url, role: 'approval_workflows', max: 1 });
}, 120_000);
afterAll(async () => {
  await Promise.all([counter?.end(), floor?.end()]);
  await house?.stop();
  await temporal?.close();
}, 60_000);

const projectOf = (caller: number, number: number) => ({
  ...seedCase.project,
  code: `2017-330683-29-0${caller}-${String(number).padStart(6, '0')}`,
});
const { agent, enterprise } = seedCase;

/** What was answered with 2xx, by what was asked. */
type Callers = ReturnType<typeof tirelessCallers>;

/** Registers a new project each turn. */
const registrar = (callers: Callers, caller: number) => (number: number) =>
  callers.write({ who: enterprise, path: '/v1/projects', body: projectOf(caller, number) });

const reader = (callers: Callers, orderNo: string) => (number: number) =>
  [
    () => callers.read(agent, '/v1/orders'),
    () => callers.read(enterprise, `/v1/progress/${orderNo}`),
    () => callers.read(agent, '/v1/agencies'),
    () => callers.read('reviewer-drc', '/v1/tasks'),
  ][number % 4]?.() ?? Promise.resolve();

const decisions = [
  { task: 'record', verb: 'review', who: 'reviewer-drc', body: { opinion: 'approve' } },
  { task: 'record', verb: 'check', who: 'checker-drc', body: { verdict: 'approve' } },
  { task: 'order-meeting', verb: 'review', who: 'reviewer-asc', body: { opinion: 'approve' } },
  { task: 'order-meeting', verb: 'check', who: 'checker-asc', body: { verdict: 'approve' } },
] as const;

/** Opens a new order each turn and has its first step decided. Answers the numbers of the orders. */
function decider(callers: Callers, caller: number) {
  const decided: string[] = [];
  const turn = async (number: number) => {
    const project = projectOf(caller, number);
    await callers.write({ who: enterprise, path: '/v1/projects', body: project });
    const body = { projectCode: project.code, track: '50' };
    const { status, text } = await callers.write({ who: enterprise, path: '/v1/orders', body });
    const { orderNo, started } = JSON.parse(text) as { orderNo: string; started: boolean };
    if (status !== 201 || !started) return;
    for (const { task, verb, ...decision } of decisions)
      await callers.write({ ...decision, path: `/v1/tasks/${orderNo}/${task}/${verb}` });
    decided.push(orderNo);
  };
  return { turn, decided };
}

const count = async (pool: Pool | undefined, statement: string, values: unknown[] = []) =>
  Number((await pool?.query<{ count: string }>(statement, values))?.rows[0]?.count);

test(
  `no request fails while ${services.length * instances} processes are restarted in turn, ${restarts} times`,
  async () => {
    const { stack, api } = house;
    await registerProject(api, seedCase);
    const { orderNo } = await openOrder(api, seedCase);
    const callers = tirelessCallers(stack);
    for (let reading = 0; reading < 4; reading += 1) callers.add(reader(callers, orderNo));
    for (const caller of [4, 5]) callers.add(registrar(callers, caller));
    const deciders = [6, 7].map((caller) => decider(callers, caller));
    for (const { turn } of deciders) callers.add(turn);

    const from = Date.now();
    for (let restart = 0; restart < restarts; restart += 1)
      await stack.restart(services[restart % 3] ?? '', Math.floor(restart / 3) % instances);
    await callers.rest();
    const { answers } = callers;
    const failed = answers.filter(({ status }) => status < 200 || status >= 300);
    process.stdout.write(
      `Rolling restarts: ${restarts} restarts in ${((Date.now() - from) / 1_000).toFixed(0)} s, ` +
        `${answers.length} requests (${answers.filter(({ what }) => what.startsWith('POST')).length} writes), ` +
        `${failed.length} failed\n`,
    );
    expect(failed).toEqual([]);
    const asked = (path: string) => answers.filter(({ what }) => what === `POST ${path}`).length;
    expect(await count(counter, 'select count(*) from projects')).toBe(1 + asked('/v1/projects'));
    expect(await count(counter, 'select count(*) from orders')).toBe(1 + asked('/v1/orders'));
    for (const decided of deciders.flatMap((one) => one.decided)) await expectDecidedOnce(decided);
  },
  restarts * 15_000,
);

async function expectDecidedOnce(orderNo: string): Promise<void> {
  const rows = await floor?.query<{ kind: string }>(
    `select kind from events where workflow_id = $1 and kind in ('review', 'check') order by seq`,
    [stepWorkflowId(orderNo, 'project-initiation')],
  );
  expect(rows?.rows.map(({ kind }) => kind)).toEqual(['review', 'check', 'review', 'check']);
}
