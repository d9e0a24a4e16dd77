import { gauges } from './gauges.ts';
import { testCounter, type TestCounter } from './test-counter.ts';
import { visitorsOf } from './test-visitor.ts';

let counter: TestCounter;
beforeAll(async () => void (counter = await testCounter()));
afterAll(() => counter.close());

const numbers = () => Promise.all(gauges.map(async ({ read }) => (await read(counter.pool))['']));

test('receipts without a workflow are counted, with the time the oldest has waited', async () => {
  const { ordered } = visitorsOf(counter);
  await ordered();
  expect(await numbers()).toEqual([0, 0]);
  counter.far.answers = 'unreachable';
  await ordered();
  await ordered();
  const [count, seconds] = await numbers();
  expect(count).toBe(2);
  expect(seconds).toBeGreaterThan(0);
});

test('the counter’s own role leaves audit lines, and can change none', async () => {
  for (let turn = 0; turn < 100; turn += 1) {
    const { rowCount } = await counter.pool.query(`select from audit where what = 'POST /v1/orders'`);
    if (rowCount === 3) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { rows } = await counter.pool.query(`select who, status from audit where what = 'POST /v1/orders'`);
  expect(rows).toEqual(Array(3).fill({ who: 'owner-1', status: 201 }));
  await expect(counter.pool.query('update audit set who = null')).rejects.toThrow('permission denied');
  await expect(counter.pool.query('delete from audit')).rejects.toThrow('permission denied');
});
