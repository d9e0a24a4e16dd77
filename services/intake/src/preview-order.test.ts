import { setOfficeClock } from '@doudi/infra/service';
import { asOwner } from '@doudi/testing/database/as-owner';
import { addWorkingDays, planFor, shippedCalendar, type Carried, type Day } from '@doudi/workflows';
import sql from 'sql-template-tag';
import { testService, theirs, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

/** A morning, so that no day ends while the tests run. */
const now = new Date('2026-03-02T10:00:00+08:00');
let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeAll(async () => {
  service = await testService();
  people = requestsOf(service);
  await setOfficeClock(service.database.url, { officeAt: now, rate: 1 });
});
afterAll(() => service.close());

const preview = (who: 'agent' | 'enterprise', body: object) => people.send(who, '/v1/orders/preview', body);
const count = async () => (await service.pool.query('select from orders')).rowCount;

test('the agent with a mandate and the enterprise read the same plan, and nothing is written', async () => {
  const projectCode = await people.registered();
  await people.mandated(projectCode);
  const before = await count();
  const answers = [];
  for (const who of ['agent', 'enterprise'] as const)
    answers.push((await preview(who, { projectCode, track: '30', days: 20 }).expect(200)).body);
  expect(answers[0]).toMatchObject({
    ...{ track: '30', budgetDays: 20, words: { track: { '30': { zh: '30天及按需' } } } },
    range: { least: 13, most: 30, binding: expect.arrayContaining([{ task: 'record', min: 1 }]) as unknown },
  });
  expect({ ...answers[1], receivedAt: null }).toEqual({ ...answers[0], receivedAt: null });
  expect(await count()).toBe(before);
});

test('only on demand can days be named', async () => {
  const projectCode = await people.registered();
  const { body } = await preview('enterprise', { projectCode, track: '80' }).expect(200);
  expect(body).toMatchObject({ budgetDays: 80, range: null });
});

test('what the opening would refuse is refused alike', async () => {
  const foreign = await people.registered({ uscc: theirs });
  await preview('enterprise', { projectCode: foreign, track: '50' }).expect(404);
  const projectCode = await people.registered();
  await preview('agent', { projectCode, track: '50' }).expect(404);
  await people.mandated(projectCode, { scopes: ['commission'] });
  await preview('agent', { projectCode, track: '50' }).expect(403);
  const short = await preview('enterprise', { projectCode, track: '30', days: 12 }).expect(409);
  const { refused, ...details } = planFor('30', 12) as { refused: string };
  expect(short.body).toMatchObject({ type: `/problems/${refused}`, ...details });
});

test('of a project with an open order the preview names that order', async () => {
  const projectCode = await people.registered();
  const order = { projectCode, track: '50' };
  const { body } = await people.send('enterprise', '/v1/orders', order).expect(201);
  const refused = await preview('enterprise', order).expect(409);
  expect(refused.body).toMatchObject({ type: '/problems/order-already-open', orderNo: body.orderNo });
});

const dayMs = 86_400_000;

/** An order that ended so many days ago, an hour after it was received; its own row at the departments not yet. */
async function endedReceipt(outcome: string, daysAgo: number) {
  const projectCode = await people.registered();
  const order = { projectCode, track: '50' };
  const { orderNo } = (await people.send('enterprise', '/v1/orders', order).expect(201)).body;
  const closedAt = new Date(now.getTime() - daysAgo * dayMs);
  const receivedAt = new Date(closedAt.getTime() - 3_600_000);
  await asOwner(
    service.database.url,
    sql`update intake.orders
           set received_at = ${receivedAt}, started_at = ${receivedAt}, closed_at = ${closedAt}, outcome = ${outcome}
         where order_no = ${orderNo}`,
  );
  return { order, orderNo };
}

/** What the departments have of it: nothing but its first step, which was open for an hour. */
async function endAtDepartments(orderNo: string): Promise<void> {
  const { version, publishedThrough, off, work } = shippedCalendar;
  await asOwner(
    service.database.url,
    sql`begin`,
    sql`
    insert into approval_workflows.calendars (version, published_through, off, work, published_at)
    values (${version}, ${publishedThrough}, ${off}::date[], ${work}::date[], now()) on conflict do nothing`,
    sql`
    insert into approval_workflows.orders (order_no, project_code, uscc, agent_id, track, budget_days, plan, calendar_version,
                                           rules_version, received_at, closed_at, outcome, carried)
    select order_no, project_code, uscc, agent_id, track, budget_days, plan, ${version}, 1, received_at, closed_at, outcome,
           ${JSON.stringify(takenOver)}
      from intake.orders where order_no = ${orderNo}`,
    sql`
    insert into approval_workflows.steps (order_no, step, generation, seq, opened_at, closed_at, outcome)
    select order_no, 'project-initiation', 1, 2, received_at, closed_at, outcome from intake.orders where order_no = ${orderNo}`,
    sql`
    insert into approval_workflows.tasks (order_no, step, task, position, kind, department, budget_days, state, opened_at)
    select order_no, 'project-initiation', 'record', 1, 'review', 'DRC', 1, 'done', received_at
      from intake.orders where order_no = ${orderNo}`,
    sql`
    insert into approval_workflows.ledger_changes (order_no, step, line_no, at, bucket, task, event, because)
    select order_no, 'project-initiation', 1, received_at, 'GOV', 'record', 1, 'open' from intake.orders where order_no = ${orderNo}`,
    sql`commit`,
  );
}
const takenOver: Carried = {
  orderNo: 'O201601040001',
  buckets: { GOV: 5, AGENCY: 2, OWNER: 1, EXCLUDED: 0 },
  results: [],
};

test.each([
  ['withdrawn', 30, true],
  ['refused', 0, true],
  ['withdrawn', 31, false],
  ['approved', 1, false],
  ['not-accepted', 1, false],
])(
  'after an order that was %s %i days ago it counts what it would take over: %s',
  async (outcome, days, goesOn) => {
    const { order, orderNo } = await endedReceipt(outcome, days);
    await endAtDepartments(orderNo);
    const { body } = await preview('enterprise', order).expect(200);
    const day0 = '2026-03-02' as Day;
    expect(body).toMatchObject({
      ...{ goesOnFrom: goesOn ? orderNo : null, day0, budgetDays: 50 },
      dueDay: addWorkingDays(shippedCalendar, day0, goesOn ? 43 : 50),
      carried: goesOn ? { ...takenOver, orderNo, usedDays: 7, results: ['record'] } : null,
    });
    const [initiation] = (body as unknown as { steps: { budgetDays: number; tasks: unknown[] }[] }).steps;
    expect(initiation).toMatchObject({
      budgetDays: goesOn ? 1 : 2,
      tasks: [{ code: 'record', carriedFrom: goesOn ? orderNo : null }, { carriedFrom: null }],
    });
  },
);

test('on another track no result is valid, and the days are taken over all the same', async () => {
  const { order, orderNo } = await endedReceipt('withdrawn', 3);
  await endAtDepartments(orderNo);
  const { body } = await preview('enterprise', { ...order, track: '80' }).expect(200);
  expect(body).toMatchObject({ carried: { usedDays: 7, results: [] } });
});

test('it waits for a closing that is being written, and says so when that does not come', async () => {
  const { order, orderNo } = await endedReceipt('withdrawn', 0);
  await preview('enterprise', order).expect(503);
  const [{ body }] = await Promise.all([preview('enterprise', order).expect(200), endAtDepartments(orderNo)]);
  expect(body).toMatchObject({ goesOnFrom: orderNo });
}, 20_000);

test('what intake reads of ended orders is a contract, and bears nobody who decided', async () => {
  const { orderNo } = await endedReceipt('refused', 2);
  await endAtDepartments(orderNo);
  const { fields, rows } = await service.pool.query<{ steps: { tasks: object[] }[] }>(
    'select * from approval_workflows.ended_orders where order_no = $1',
    [orderNo],
  );
  expect(fields.map(({ name }) => name)).toEqual([
    ...[
      'order_no',
      'project_code',
      'uscc',
      'track',
      'budget_days',
      'plan',
      'carried',
      'received_at',
      'closed_at',
      'outcome',
    ],
    ...['calendar_version', 'published_through', 'off', 'work', 'steps', 'revoked'],
  ]);
  expect(Object.keys(rows[0]?.steps[0] ?? {}).sort()).toEqual([
    'closedAt',
    'code',
    'ledger',
    'openedAt',
    'outcome',
    'tasks',
  ]);
  expect(Object.keys(rows[0]?.steps[0]?.tasks[0] ?? {}).sort()).toEqual([
    'budget',
    'code',
    'department',
    'kind',
    'state',
  ]);
});

interface Planned {
  readonly citable: readonly { readonly paperNo: string; readonly tasks: readonly string[] }[];
  readonly steps: readonly {
    readonly tasks: readonly {
      readonly code: string;
      readonly budgetDays: number;
      readonly coveredBy: string | null;
      readonly missing: readonly string[];
    }[];
  }[];
}
const planned = async (body: object): Promise<Planned> =>
  (await preview('enterprise', body).expect(200)).body as unknown as Planned;
const tasksIn = ({ steps }: Planned) => steps.flatMap(({ tasks }) => tasks);

test('each task says which of its papers the pool lacks, and asks for none that is there and valid', async () => {
  const projectCode = await people.registered();
  const lacks = async () =>
    tasksIn(await planned({ projectCode, track: '50' })).find(({ code }) => code === 'record')?.missing;
  expect(await lacks()).toEqual(['business-licence', 'filing-form', 'truth-statement']);
  await people.givePaper('enterprise', projectCode, { kind: 'filing-form', expiresDay: '2026-03-02' });
  expect(await lacks()).toEqual(['business-licence', 'truth-statement']);
  const { paperNo } = await people.givePaper('enterprise', projectCode, { kind: 'business-licence' });
  expect(await lacks()).toEqual(['truth-statement']);
  await people.send('enterprise', `/v1/projects/${projectCode}/papers/${paperNo}/withdrawal`, {
    reason: '误传',
  });
  expect(await lacks()).toEqual(['business-licence', 'truth-statement']);
});

const area = {
  kind: 'area-evaluation',
  number: '嵊环区评〔2026〕1号',
  scope: '开发区一期',
  expiresDay: '2099-12-31',
};

test('an area evaluation can be cited for the report, which then takes no day in preview and order alike', async () => {
  const projectCode = await people.registered();
  const { paperNo } = await people.givePaper('enterprise', projectCode, {
    ...area,
    topics: 'environment,energy',
  });
  await people.givePaper('enterprise', projectCode, { ...area, topics: 'seismic' });
  const without = await planned({ projectCode, track: '50' });
  expect(without.citable).toMatchObject([{ paperNo, tasks: ['eia-report'] }]);
  expect(tasksIn(without).find(({ code }) => code === 'eia-report')).toMatchObject({
    budgetDays: 12,
    coveredBy: null,
  });
  const body = { projectCode, track: '50', cites: [paperNo] };
  const cited = tasksIn(await planned(body)).find(({ code }) => code === 'eia-report');
  expect(cited).toMatchObject({ budgetDays: 0, coveredBy: paperNo });
  await people.send('enterprise', '/v1/orders', body).expect(201);
  const { plan } = service.workflows.orders.at(-1)!;
  expect(plan.steps.flatMap(({ tasks }) => tasks).find(({ code }) => code === 'eia-report')).toMatchObject({
    budget: 0,
    coveredBy: paperNo,
  });
});

test('what cannot be cited is said for each number, with what can', async () => {
  const projectCode = await people.registered();
  const { paperNo } = await people.givePaper('enterprise', projectCode, { ...area, topics: 'environment' });
  const plain = await people.givePaper('enterprise', projectCode);
  const foreign = await people.givePaper('enterprise', await people.registered(), {
    ...area,
    topics: 'environment',
  });
  const cites = [plain.paperNo, paperNo, foreign.paperNo];
  for (const path of ['/v1/orders', '/v1/orders/preview']) {
    const { body } = await people.send('enterprise', path, { projectCode, track: '80', cites }).expect(422);
    expect(body.faults.map(({ at }) => at)).toEqual(['/cites/0', '/cites/2']);
  }
  await people.send('enterprise', '/v1/orders', { projectCode, track: '30', cites: [paperNo] }).expect(422);
});
