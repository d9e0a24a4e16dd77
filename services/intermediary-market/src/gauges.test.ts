import { gauges } from './gauges.ts';
import { testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());

const numbers = () => Promise.all(gauges.map(async ({ read }) => (await read(service.pool))['']));

test('unsent messages are counted, with the time the oldest has waited', async () => {
  const { aCommission, engage } = requestsOf(service);
  expect(await numbers()).toEqual([0, 0]);
  expect((await engage(await aCommission())).status).toBeLessThan(300);
  const [count, seconds] = await numbers();
  // the brief and the engagement
  expect(count).toBe(2);
  expect(seconds).toBeGreaterThan(0);
  await service.pool.query('update outbox set sent_at = now()');
  expect(await numbers()).toEqual([0, 0]);
});
