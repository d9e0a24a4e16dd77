import { setOfficeClock } from '@doudi/infra/service';
import { asOwner } from '@doudi/testing/database/as-owner';
import { planFor } from '@doudi/workflows';
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

test.each([
  ['withdrawn', 30, true],
  ['refused', 0, true],
  ['withdrawn', 31, false],
  ['approved', 1, false],
  ['not-accepted', 1, false],
])(
  'after an order that was %s %i days ago it says whether it would go on from it: %s',
  async (outcome, days, goesOn) => {
    const projectCode = await people.registered();
    const order = { projectCode, track: '50' };
    const { orderNo } = (await people.send('enterprise', '/v1/orders', order).expect(201)).body;
    const closedAt = new Date(now.getTime() - days * 86_400_000);
    const receivedAt = new Date(closedAt.getTime() - 3_600_000);
    await asOwner(
      service.database.url,
      sql`update intake.orders set received_at = ${receivedAt}, started_at = ${receivedAt}, closed_at = ${closedAt}, outcome = ${outcome}
         where order_no = ${orderNo}`,
    );
    const { body } = await preview('enterprise', order).expect(200);
    expect(body).toMatchObject({ goesOnFrom: goesOn ? orderNo : null });
  },
);
