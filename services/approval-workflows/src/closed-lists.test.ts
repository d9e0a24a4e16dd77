import {
  amendmentKinds,
  leaveVerdicts,
  buckets,
  caseOutcomes,
  departments,
  outcomes,
  stepCodes,
  taskStates,
  tracks,
} from '@doudi/workflows';
import { ratingChannels } from './case-ratings.ts';
import { testService, type TestService } from './test-service.ts';

let service: TestService;
beforeAll(async () => void (service = await testService()));
afterAll(() => service.close());

const quoted = (text: string) => [...text.matchAll(/'([^']+)'/g)].map(([, word]) => word);

test.each([
  ['orders', 'track', tracks],
  ['orders', 'outcome', outcomes],
  ['steps', 'step', stepCodes],
  ['steps', 'outcome', outcomes],
  ['tasks', 'department', departments],
  ['tasks', 'state', taskStates],
  ['ledger_changes', 'bucket', buckets],
  ['cases', 'outcome', caseOutcomes],
  ['case_ratings', 'channel', ratingChannels],
  ['claims', 'verdict', leaveVerdicts],
  ['amendments', 'kind', amendmentKinds],
  ['amendments', 'verdict', leaveVerdicts],
])('the closed list of %s.%s is the one of the code', async (table, column, list) => {
  const { rows } = await service.pool.query<{ check: string }>(
    `select pg_get_constraintdef(c.oid) as check from pg_constraint c
      where c.conrelid = $1::regclass and c.contype = 'c' and c.conname = $2`,
    [table, `${table}_${column}_check`],
  );
  expect(quoted(rows.map(({ check }) => check).join(' ')).sort()).toEqual([...list].sort());
});

test('a text is never changed', async () => {
  await expect(service.pool.query('update texts set body = body')).rejects.toThrow('permission denied');
});

test.each(['events', 'ledger_changes', 'calendar_moves', 'former_plans'])(
  'rows of %s are only ever added',
  async (table) => {
    await expect(service.pool.query(`delete from ${table}`)).rejects.toThrow('permission denied');
    await expect(service.pool.query(`update ${table} set created_at = now()`)).rejects.toThrow(
      'permission denied',
    );
  },
);
