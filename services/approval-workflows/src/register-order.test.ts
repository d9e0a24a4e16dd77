import { asOwner } from '@doudi/testing/database/as-owner';
import { orderWorkflowId, planFor, type Outcome, type Plan, type ReceivedOrder } from '@doudi/workflows';
import request from 'supertest';
import sql from 'sql-template-tag';
import { listCountedEvents } from './events.ts';
import type { Ledger } from './explain-ledger.ts';
import { findOrderRow } from './orders.ts';
import { compareOrder } from './reconcile/index.ts';
import { morning, orderPlay } from './test-orders.ts';
import { anOrder, testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());

let projects = 0;
/** The first order of a new project, received on Friday 2017-06-16. */
function firstOrder(): ReceivedOrder {
  const serial = String((projects += 1)).padStart(4, '0');
  return anOrder({ orderNo: `O20170616${serial}`, projectCode: `2017-330683-29-03-00${serial}` });
}
/** Another order of that project. */
const next = (order: ReceivedOrder, day: string, some: Partial<ReceivedOrder> = {}): ReceivedOrder => ({
  ...order,
  orderNo: `O${day.replaceAll('-', '')}${order.orderNo.slice(-4)}`,
  receivedAt: morning(day),
  ...some,
});

/** Puts the order on record with its first step, ended on a day; its own row says so unless that is still on its way. */
async function ended(
  order: ReceivedOrder,
  day: string,
  outcome: Exclude<Outcome, 'approved'>,
  isClosed = true,
) {
  const { orderNo } = order;
  const play = orderPlay(order);
  const closedAt = morning(day);
  play.take('project-initiation', { kind: 'end', at: closedAt, by: { subject: 'p-1101' }, outcome });
  await play.putOnRecord(service);
  if (isClosed)
    await service.activities.projectOrder({ orderNo, generation: 1, closedAt, outcome, events: [] });
}
const register = (order: ReceivedOrder, runId?: string) => service.activities.registerOrder(order, runId);
const sixDays = { GOV: 6, AGENCY: 0, OWNER: 0, EXCLUDED: 0 };
const get = async (path: string, accept = 'application/json') => {
  const asked = request(service.url).get(path).set('Authorization', service.tokens.supervisor);
  return (await asked.set('Accept', accept).expect(200)) as { body: unknown; text: string };
};

test('an order takes over the days of the one before it by value: repetitions, new runs and later changes leave them', async () => {
  const [first, second] = [firstOrder()].flatMap((order) => [order, next(order, '2017-07-03')]) as [ReceivedOrder, ReceivedOrder]; // prettier-ignore
  await ended(first, '2017-06-26', 'withdrawn');
  const carried = { orderNo: first.orderNo, results: [], buckets: sixDays };
  const answers = await Promise.all([register(second, 'run-1'), register(second, 'run-1')]);
  expect(answers.map((answer) => answer.carried)).toEqual([carried, carried]);
  await asOwner(
    service.database.url,
    sql`update approval_workflows.orders set outcome = 'not-accepted' where order_no = ${first.orderNo}`,
  );
  expect(await register(second, 'run-1')).toEqual(answers[0]);
  expect(await register(second, 'run-2')).toMatchObject({ carried, generation: 2 });
  const [receive] = await listCountedEvents(service.pool, orderWorkflowId(second.orderNo));
  expect(receive).toMatchObject({ kind: 'receive', detail: { carriedFrom: first.orderNo, ...sixDays } });
});

test.each([
  ['an order refused', '2017-07-26', 'refused', {}, true],
  ['papers not supplied', '2017-07-26', 'not-supplied', {}, true],
  ['papers not accepted', '2017-07-26', 'not-accepted', {}, false],
  ['more than thirty calendar days', '2017-07-27', 'withdrawn', {}, false],
  ['another enterprise', '2017-07-03', 'withdrawn', { uscc: '91330683MAFAKE0274' }, false],
  ['another project', '2017-07-03', 'withdrawn', { projectCode: '2017-330683-29-03-990001' }, false],
] as const)('after %s, received on %s', async (_what, day, outcome, some, isCarried) => {
  const first = firstOrder();
  await ended(first, '2017-06-26', outcome);
  const { carried } = await register(next(first, day, some));
  expect(carried?.orderNo).toBe(isCarried ? first.orderNo : undefined);
});

test('an order whose own closing is still on its way leaves its days as its steps say', async () => {
  const first = firstOrder();
  await ended(first, '2017-06-26', 'refused', false);
  expect((await register(next(first, '2017-06-26'))).carried).toEqual({
    orderNo: first.orderNo,
    results: [],
    buckets: sixDays,
  });
});

test('days add up through a chain of orders', async () => {
  const first = firstOrder();
  await ended(first, '2017-06-26', 'withdrawn');
  const second = next(first, '2017-07-03');
  await ended(second, '2017-07-05', 'withdrawn');
  expect((await register(next(first, '2017-07-10'))).carried).toEqual({
    orderNo: second.orderNo,
    results: [],
    buckets: { ...sixDays, GOV: 8 },
  });
});

test('results still valid go with the days: their tasks have no days, and the permit is foreseen without them', async () => {
  const first = firstOrder();
  const play = orderPlay(first);
  play.finish('project-initiation', '2017-06-19');
  const end = {
    kind: 'end',
    at: morning('2017-06-26'),
    by: { subject: 'p-1101' },
    outcome: 'withdrawn',
  } as const;
  play.take('project-initiation', end);
  await play.putOnRecord(service);
  const second = next(first, '2017-07-03');
  expect((await register(second)).carried).toMatchObject({ orderNo: first.orderNo, results: ['record'] });
  service.office.now = second.receivedAt;
  const { body } = await get(`/v1/progress/${second.orderNo}`);
  expect(body).toMatchObject({
    carried: { results: ['record'] },
    forecast: { day: '2017-09-08' },
    steps: [
      {
        budgetDays: 1,
        tasks: [
          { code: 'record', budgetDays: 0, carriedFrom: first.orderNo },
          { code: 'order-meeting', budgetDays: 1, carriedFrom: null },
        ],
      },
      {},
      {},
      {},
      {},
    ],
  });
  const text = { textId: `T${first.orderNo}`, note: '材料不实' };
  await service.pool.query('insert into texts (text_id, body, by) values ($1, $2, $3)', [
    text.textId,
    text.note,
    'p-1',
  ]);
  await service.pool.query(sql`
    insert into amendments (order_no, step, task, department, kind, by, at, text_id, verdict, decided_by, decided_at)
    values (${first.orderNo}, 'project-initiation', 'record', 'DRC', 'revocation', 'p-1', now(), ${text.textId}, 'grant', 'p-2', now())`);
  expect((await register({ ...second, orderNo: `${second.orderNo}8` })).carried?.results).toEqual([]);
  const otherTrack = { orderNo: `${second.orderNo}9`, plan: planFor('80') as Plan };
  expect((await register({ ...second, ...otherTrack })).carried?.results).toEqual([]);
});

test('progress and ledger begin with what was carried, and name where it came from', async () => {
  const first = firstOrder();
  await ended(first, '2017-06-26', 'withdrawn');
  const second = next(first, '2017-07-03');
  await orderPlay(second).putOnRecord(service);
  service.office.now = morning('2017-07-05');
  const { orderNo } = first;
  const carried = { orderNo, results: [], buckets: sixDays, usedDays: 6 };
  expect((await get(`/v1/progress/${second.orderNo}`)).body).toMatchObject({
    ...{ carried, usedDays: 7, remainingDays: 43, buckets: { ...sixDays, GOV: 7 } },
    steps: [{ usedDays: 1 }, {}, {}, {}, {}],
  });
  const ledger = (await get(`/v1/progress/${second.orderNo}/ledger`)).body as Ledger;
  const what = { zh: `结转自订单 ${orderNo}`, en: `carried from order ${orderNo}` };
  expect(ledger.carried).toEqual({ ...carried, what, event: `order/${second.orderNo}#1` });
  expect(ledger.days[0]).toMatchObject({ day: '2017-07-03', used: 6, buckets: sixDays });
  expect(ledger.days[0]?.events[0]).toMatchObject({
    what: { zh: `收件：${what.zh}`, en: `received: ${what.en}` },
  });
  const step = (await get(`/v1/progress/${second.orderNo}/ledger?step=project-initiation`)).body as Ledger;
  expect([step.carried, step.usedDays]).toEqual([null, 1]);

  const { text } = await get(`/v1/progress/${second.orderNo}/ledger`, 'text/plain');
  const line = text.split('\n').find((one) => one.includes('结转 carried days')) ?? '';
  expect(line).toContain(`[1] ${what.zh} ${what.en}`);
  expect(line.trim().split(/\s+/).slice(-6)).toEqual(['6', '0', '0', '0', '6', '44']);
  expect(text.indexOf(line)).toBeLessThan(text.indexOf('2017-07-03 周一'));
});

test('an order that carries more than its budget is late as it is received, also in the list and for its workflow', async () => {
  const first = firstOrder();
  await ended(first, '2017-09-08', 'withdrawn');
  const second = next(first, '2017-09-11');
  await register(second);
  service.office.now = second.receivedAt;
  expect(await service.activities.readOrderNews(second.orderNo)).toMatchObject({
    light: 'RED',
    dueDay: '2017-09-08',
  });
  const { body } = await get('/v1/progress?light=RED&limit=1');
  expect(body).toMatchObject({ items: [{ orderNo: second.orderNo, light: 'RED', dueDay: '2017-09-08' }] });
});

test('a row that was lost is restored with what its workflow was answered, whatever is on record of the order before', async () => {
  const first = firstOrder();
  await ended(first, '2017-06-26', 'withdrawn');
  const second = next(first, '2017-07-03');
  const registration = await register(second);
  await asOwner(
    service.database.url,
    sql`delete from approval_workflows.events where order_no = ${second.orderNo}`,
    sql`delete from approval_workflows.orders where order_no = ${second.orderNo}`,
    sql`update approval_workflows.orders set closed_at = null, outcome = null where order_no = ${first.orderNo}`,
    sql`update approval_workflows.steps set closed_at = null, outcome = null where order_no = ${first.orderNo}`,
  );
  const told = { order: second, writes: [], carried: registration.carried ?? null };
  expect(await compareOrder(service.pool, told)).toBe('behind');
  await service.activities.registerOrder(second, null, registration);
  expect(await compareOrder(service.pool, told)).toBe('equal');
  expect((await findOrderRow(service.pool, second.orderNo))?.carried).toEqual(registration.carried);
});

test('a row that carries what its workflow was not answered contradicts it; before the answer the row is right', async () => {
  const first = firstOrder();
  await ended(first, '2017-06-26', 'withdrawn');
  const second = next(first, '2017-07-03');
  await register(second);
  const standing = (carried: null | undefined) =>
    compareOrder(service.pool, { order: second, writes: [], carried });
  expect(await standing(null)).toBe('contradicting');
  expect(await standing(undefined)).toBe('equal');
});
