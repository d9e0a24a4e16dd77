import { sweepReceipts } from './sweep-receipts.ts';
import { testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
let people: ReturnType<typeof requestsOf>;
beforeEach(async () => {
  service = await testService();
  people = requestsOf(service);
  service.workflows.answers = 'unreachable';
});
afterEach(() => service.close());

const sweep = (changes: object = {}) => sweepReceipts({ ...service.dependencies, ...changes })();

test('orders taken while the workflows were silent start later, their clock from the receipt', async () => {
  const numbers = [await people.ordered(), await people.ordered(), await people.ordered()];
  await sweep();
  expect(service.workflows.orders).toEqual([]);
  service.workflows.answers = 'ok';
  await sweep();
  expect(service.workflows.orders.map(({ orderNo }) => orderNo).sort()).toEqual(numbers);
  const { body } = await people.ask('enterprise', `/v1/orders/${numbers[0]}`).expect(200);
  const { receivedAt, state } = body;
  expect([state, Date.parse(receivedAt)]).toEqual([
    'running',
    service.workflows.orders.find(({ orderNo }) => orderNo === numbers[0])?.receivedAt,
  ]);
  await sweep();
  expect(service.workflows.orders).toHaveLength(3);
});

test('a withdrawal waits until its order has started, then both are sent in one sweep', async () => {
  const orderNo = await people.ordered();
  const { body } = await people
    .send('enterprise', `/v1/orders/${orderNo}/withdrawal`, { reason: 'x' })
    .expect(202);
  expect(body).toMatchObject({ notified: false });
  service.workflows.answers = 'ok';
  await sweep({ startOrder: () => Promise.resolve('failed') });
  expect(service.workflows.withdrawals).toEqual([]);
  await sweep();
  await sweep();
  expect(service.workflows.orders.map((order) => order.orderNo)).toEqual([orderNo]);
  expect(service.workflows.withdrawals.map((withdrawal) => withdrawal.orderNo)).toEqual([orderNo]);
});

test('one order that cannot be started does not hold up the others', async () => {
  const [bad, ...good] = [await people.ordered(), await people.ordered(), await people.ordered()];
  const started: string[] = [];
  await sweep({
    startOrder: ({ orderNo }: { orderNo: string }) => {
      if (orderNo === bad) return Promise.resolve('failed');
      started.push(orderNo);
      return Promise.resolve('started');
    },
  });
  expect(started.sort()).toEqual(good);
});

test('nothing is asked again and again while nobody answers', async () => {
  for (let i = 0; i < 10; i += 1) await people.ordered();
  let calls = 0;
  await sweep({
    startOrder: () => {
      calls += 1;
      return Promise.resolve('unreachable');
    },
  });
  expect(calls).toBe(8);
});
