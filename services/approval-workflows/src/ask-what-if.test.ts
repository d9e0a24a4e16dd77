import request from 'supertest';
import { anOrder, firstWrite, testService, type TestService } from './test-service.ts';

let service: TestService;
const order = anOrder();
beforeAll(async () => {
  service = await testService();
  await service.activities.registerOrder(order);
  await service.activities.projectStep(firstWrite(order));
});
afterAll(() => service.close());

interface Heard {
  readonly body: Readonly<Record<string, unknown>>;
}
const ask = (
  who: keyof TestService['tokens'],
  assumptions: readonly object[],
  status = 200,
): PromiseLike<Heard> =>
  request(service.url)
    .post(`/v1/progress/${order.orderNo}/what-if`)
    .set('Authorization', service.tokens[who])
    .send({ assumptions })
    .expect(status);

test('the enterprise asks what a late agency would mean, without a key, and nothing is touched', async () => {
  const tables = () =>
    service.pool.query('select * from orders o, steps s, ledger_changes l, idempotency_keys');
  const untouched = (await tables()).rows;
  const { body } = await ask('enterprise', [{ kind: 'late', task: 'drawing-review', days: 3 }]);
  expect(body).toMatchObject({
    today: '2017-06-16',
    before: { dueDay: '2017-08-25', isLate: false, forecast: { day: '2017-08-25', provisional: false } },
    after: { dueDay: '2017-08-25', isLate: true, usedDays: 53, forecast: { day: '2017-08-30' } },
    movedDays: { dueDay: 0, forecast: 3 },
  });
  expect((await tables()).rows).toEqual(untouched);
});

test('every fault of a question is answered at once, in a sentence', async () => {
  const assumptions = [
    { kind: 'done', task: 'record', day: '2017-06-15' },
    { kind: 'stop', step: 'planning', from: '2017-06-17', to: '2017-06-30' },
    { kind: 'late', task: 'record', days: 1 },
  ];
  const { body } = await ask('agent', assumptions, 404).then(() => ask('enterprise', assumptions, 422));
  expect(body).toMatchObject({
    type: '/problems/unfit',
    faults: [
      { at: '/assumptions/0/day', fault: 'lies in the past; today is the office day 2017-06-16' },
      { at: '/assumptions/1/from', fault: 'is a day off; the next working day is 2017-06-19' },
      {
        at: '/assumptions/2/task',
        fault: 'is assumed of already by /assumptions/0; assume one thing of a task',
      },
    ],
  });
});

test('a question that cannot be read has faults, all of them', async () => {
  const { body } = await ask(
    'enterprise',
    [
      { kind: 'done', task: 'dig', day: '2017-02-30' },
      { kind: 'late', task: 'record', days: 0 },
      { kind: 'never' },
    ],
    400,
  );
  expect((body['faults'] as { at: string }[]).map(({ at }) => at)).toEqual([
    '/assumptions/0/task',
    '/assumptions/0/day',
    '/assumptions/1/days',
    '/assumptions/2/kind',
  ]);
  await ask('enterprise', [], 400);
});

test('whoever is a stranger to the order gets 404, and an order that has ended 409', async () => {
  const late = [{ kind: 'late', task: 'record', days: 1 }];
  await ask('stranger', late, 404);
  await service.pool.query(`update orders set closed_at = received_at, outcome = 'withdrawn'`);
  const { body } = await ask('supervisor', late, 409);
  expect(body).toMatchObject({ type: '/problems/order-closed' });
});
