import { outcomes, tracks } from '@doudi/workflows';
import { mandateScopes } from './mandates.ts';
import { receiptStates } from './orders.ts';
import { adoptionFaults, adoptionOutcomes } from './result-adoptions.ts';
import { testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());

const quoted = (text: string) => [...text.matchAll(/'([^']+)'/g)].map(([, word]) => word);

test.each([
  ['orders', 'track', tracks],
  ['orders', 'outcome', outcomes],
  ['track_changes', 'track', tracks],
  ['mandates', 'scopes', mandateScopes],
  ['result_adoptions', 'outcome', adoptionOutcomes],
  ['result_adoptions', 'fault', adoptionFaults],
])('the closed list of %s.%s is the one of the code', async (table, column, list) => {
  const { rows } = await service.pool.query<{ check: string }>(
    `select pg_get_constraintdef(c.oid) as check from pg_constraint c
      where c.conrelid = $1::regclass and c.contype = 'c' and c.conname = $2`,
    [table, `${table}_${column}_check`],
  );
  expect(quoted(rows.map(({ check }) => check).join(' ')).sort()).toEqual([...list].sort());
});

test('the states of a receipt are the ones of the code', async () => {
  const { rows } = await service.pool.query<{ expression: string }>(
    `select generation_expression as expression from information_schema.columns
      where table_schema = 'intake' and table_name = 'orders' and column_name = 'state'`,
  );
  expect(quoted(rows[0]?.expression ?? '').sort()).toEqual([...receiptStates].sort());
});

test.each([
  ['texts', ['INSERT', 'SELECT']],
  ['projects', ['INSERT', 'SELECT']],
  // their marks are granted column by column
  ['orders', ['INSERT', 'SELECT']],
  ['mandates', ['INSERT', 'SELECT']],
  ['withdrawals', ['INSERT', 'SELECT']],
  ['agent_replacements', ['INSERT', 'SELECT']],
  ['track_changes', ['INSERT', 'SELECT']],
])('rows of %s are written once and never deleted', async (table, privileges) => {
  const { rows } = await service.pool.query<{ privilege: string }>(
    `select privilege_type as privilege from information_schema.role_table_grants
      where table_schema = 'intake' and grantee = 'intake' and table_name = $1 order by 1`,
    [table],
  );
  expect(rows.map(({ privilege }) => privilege)).toEqual(privileges);
});
