import { openCase } from '@doudi/workflows';
import { testService, type TestService } from '../test-service.ts';
import { compareCase } from './compare-rows.ts';
import { restoreCase } from './repair-rows.ts';

let service: TestService;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());

test('a case that has written nothing lacks its row until it is restored from what its workflow began with', async () => {
  const caseNo = 'DD20170621000122';
  const openedAt = Date.parse('2017-06-20T17:00:00+08:00');
  expect(await compareCase(service.pool, caseNo, [])).toBe('behind');
  const one = openCase({ openedAt, way: 'timeout', cause: 'timeout', orderNo: null, step: null });
  await restoreCase(service.pool, { caseNo, case: one });
  expect(await compareCase(service.pool, caseNo, [])).toBe('equal');
});
