import { sweepReceipts } from './sweep-receipts.ts';
import { testCounter, type TestCounter } from './test-counter.ts';
import { visitorsOf } from './test-visitor.ts';

let counter: TestCounter;
let visitors: ReturnType<typeof visitorsOf>;
beforeEach(async () => {
  counter = await testCounter();
  visitors = visitorsOf(counter);
  counter.far.answers = 'unreachable';
});
afterEach(() => counter.close());

const sweep = (changes: object = {}) => sweepReceipts({ ...counter.parts, ...changes })();

test('orders taken while the workflows were silent start later, their clock from the receipt', async () => {
  const numbers = [await visitors.ordered(), await visitors.ordered(), await visitors.ordered()];
  await sweep();
  expect(counter.far.orders).toEqual([]);
  counter.far.answers = 'ok';
  await sweep();
  expect(counter.far.orders.map(({ orderNo }) => orderNo).sort()).toEqual(numbers);
  const { body } = await visitors.ask('enterprise', `/v1/orders/${numbers[0]}`).expect(200);
  const { receivedAt, state } = body;
  expect([state, Date.parse(receivedAt)]).toEqual([
    'running',
    counter.far.orders.find(({ orderNo }) => orderNo === numbers[0])?.receivedAt,
  ]);
  await sweep();
  expect(counter.far.orders).toHaveLength(3);
});

test('a withdrawal waits until its order has started, then both are told in one sweep', async () => {
  const orderNo = await visitors.ordered();
  const { body } = await visitors
    .send('enterprise', `/v1/orders/${orderNo}/withdrawal`, { reason: 'x' })
    .expect(202);
  expect(body).toMatchObject({ told: false });
  counter.far.answers = 'ok';
  await sweep({ startOrder: () => Promise.resolve('failed') });
  expect(counter.far.withdrawals).toEqual([]);
  await sweep();
  await sweep();
  expect(counter.far.orders.map((order) => order.orderNo)).toEqual([orderNo]);
  expect(counter.far.withdrawals.map((withdrawal) => withdrawal.orderNo)).toEqual([orderNo]);
});

test('one order that cannot be started does not hold up the others', async () => {
  const [bad, ...good] = [await visitors.ordered(), await visitors.ordered(), await visitors.ordered()];
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
  for (let i = 0; i < 10; i += 1) await visitors.ordered();
  let calls = 0;
  await sweep({
    startOrder: () => {
      calls += 1;
      return Promise.resolve('unreachable');
    },
  });
  expect(calls).toBe(8);
});
