import { categories, commissionStates, milestones, stepCodes, taskCodes } from '@doudi/workflows';
import { agencyStatuses } from './catalogue/agencies.ts';
import { openMarket, type TestMarket } from './test-market.ts';

let market: TestMarket;
beforeAll(async () => void (market = await openMarket()));
afterAll(() => market.close());

test.each([
  ['categories_code_check', categories],
  ['agencies_status_check', agencyStatuses],
  ['commissions_step_check', stepCodes],
  ['commissions_task_check', taskCodes],
  ['commissions_state_check', commissionStates],
  ['milestones_kind_check', milestones],
])('storage and code know the same list: %s', async (constraint, list) => {
  const { rows } = await market.pool.query<{ definition: string }>(
    'select pg_get_constraintdef(oid) as definition from pg_constraint where conname = $1',
    [constraint],
  );
  const stored = [...rows[0]!.definition.matchAll(/'([^']+)'::text/g)].map(([, value]) => value);
  expect(stored).toEqual([...list]);
});

test.each(['milestones', 'texts', 'audit'])(
  'what is on record in %s cannot be changed by the service',
  async (table) => {
    await expect(market.pool.query(`update ${table} set created_at = now()`)).rejects.toThrow(
      'permission denied',
    );
    await expect(market.pool.query(`delete from ${table}`)).rejects.toThrow('permission denied');
  },
);
