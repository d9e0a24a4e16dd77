import { gauges } from './gauges.ts';
import { testService, type TestService } from './test-service.ts';
import { requestsOf } from './test-requests.ts';

let service: TestService;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());

const numbers = () => Promise.all(gauges.map(async ({ read }) => (await read(service.pool))['']));

test('receipts without a workflow are counted, with the time the oldest has waited', async () => {
  const { ordered } = requestsOf(service);
  await ordered();
  expect(await numbers()).toEqual([0, 0]);
  service.workflows.answers = 'unreachable';
  await ordered();
  await ordered();
  const [count, seconds] = await numbers();
  expect(count).toBe(2);
  expect(seconds).toBeGreaterThan(0);
});

test('the service’s own role leaves audit lines, and can change none', async () => {
  for (let turn = 0; turn < 100; turn += 1) {
    const { rowCount } = await service.pool.query(`select from audit where what = 'POST /v1/orders'`);
    if (rowCount === 3) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { rows } = await service.pool.query(`select who, status from audit where what = 'POST /v1/orders'`);
  expect(rows).toEqual(Array(3).fill({ who: 'owner-1', status: 201 }));
  await expect(service.pool.query('update audit set who = null')).rejects.toThrow('permission denied');
  await expect(service.pool.query('delete from audit')).rejects.toThrow('permission denied');
});
