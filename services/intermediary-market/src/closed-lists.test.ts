import { categories, commissionStates, milestones, stepCodes, taskCodes, tracks } from '@doudi/workflows';
import { agencyStatuses } from './samples/agencies.ts';
import { testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());

test.each([
  ['categories_code_check', categories],
  ['agencies_status_check', agencyStatuses],
  ['commissions_step_check', stepCodes],
  ['commissions_task_check', taskCodes],
  ['commissions_state_check', commissionStates],
  ['commissions_track_check', tracks],
  ['milestones_kind_check', milestones],
])('storage and code know the same list: %s', async (constraint, list) => {
  const { rows } = await service.pool.query<{ definition: string }>(
    'select pg_get_constraintdef(oid) as definition from pg_constraint where conname = $1',
    [constraint],
  );
  const stored = [...rows[0]!.definition.matchAll(/'([^']+)'::text/g)].map(([, value]) => value);
  expect(stored).toEqual([...list]);
});

test.each(['milestones', 'texts', 'audit'])(
  'what is on record in %s cannot be changed by the service',
  async (table) => {
    await expect(service.pool.query(`update ${table} set created_at = now()`)).rejects.toThrow(
      'permission denied',
    );
    await expect(service.pool.query(`delete from ${table}`)).rejects.toThrow('permission denied');
  },
);
