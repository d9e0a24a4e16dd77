import { gauges } from './gauges.ts';
import { openMarket, type TestMarket } from './test-market.ts';
import { visitorsOf } from './test-visitor.ts';

let market: TestMarket;
beforeAll(async () => void (market = await openMarket()));
afterAll(() => market.close());

const numbers = () => Promise.all(gauges.map(async ({ read }) => (await read(market.pool))['']));

test('unsent letters are counted, with the time the oldest has waited', async () => {
  const { aCommission, engage } = visitorsOf(market);
  expect(await numbers()).toEqual([0, 0]);
  expect((await engage(await aCommission())).status).toBeLessThan(300);
  const [count, seconds] = await numbers();
  expect(count).toBe(1);
  expect(seconds).toBeGreaterThan(0);
  await market.pool.query('update outbox set sent_at = now()');
  expect(await numbers()).toEqual([0, 0]);
});
