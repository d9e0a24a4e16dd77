import pg from 'pg';
import { type TestDatabase, testDatabase } from '@doudi/testing/database/test-database';
import { type TestTemporal, testTemporal } from '@doudi/testing/temporal/test-temporal';
import { ensureDataSet } from './data-set.ts';
import { advanceMark, compareAges, joinMarks } from './store-marks.ts';

let database: TestDatabase;
let temporal: TestTemporal;
let db: pg.Client;
const stores = () => ({ db, ...temporal });

beforeEach(async () => {
  database = await testDatabase();
  temporal = await testTemporal();
  db = new pg.Client({ connectionString: database.url });
  await db.connect();
  await ensureDataSet(stores());
});
afterEach(async () => {
  await Promise.all([db.end(), temporal.close()]);
  await database.drop();
});

/** As a restore from a copy that was made when its mark was `mark`. */
const restorePostgres = (mark: number, next = mark) =>
  db.query('update shared.data_set set mark = $1, next_mark = $2', [mark, next]);

test('stores that are marked together are of one age', async () => {
  await advanceMark(stores());
  await advanceMark(stores());
  expect(await compareAges(stores())).toMatchObject({
    older: null,
    postgres: { mark: 2 },
    temporal: { mark: 2 },
  });
});

test('a crash at any point of marking looks like no difference', async () => {
  await advanceMark(stores());
  await restorePostgres(1, 2);
  expect((await compareAges(stores())).older).toBeNull();
  await advanceMark(stores());
  await restorePostgres(1, 2);
  expect((await compareAges(stores())).older).toBeNull();
});

test('the older store is named and not marked, until both are put together', async () => {
  for (let turn = 0; turn < 3; turn++) await advanceMark(stores());
  await restorePostgres(2);
  expect((await compareAges(stores())).older).toBe('PostgreSQL');
  await expect(advanceMark(stores())).rejects.toThrow(
    'PostgreSQL was restored from an older copy than Temporal',
  );
  await restorePostgres(4);
  await expect(advanceMark(stores())).rejects.toThrow(
    'Temporal was restored from an older copy than PostgreSQL',
  );
  await joinMarks(stores());
  await advanceMark(stores());
  expect(await compareAges(stores())).toMatchObject({ older: null, postgres: { mark: 6 } });
});

test('of several that mark at once each moves on by one step at most, and none goes back', async () => {
  const others = await Promise.all(
    [1, 2, 3].map(async () => {
      const other = new pg.Client({ connectionString: database.url });
      await other.connect();
      return other;
    }),
  );
  await Promise.all(others.map((other) => advanceMark({ ...stores(), db: other })));
  await Promise.all(others.map((other) => other.end()));
  const { older, postgres, temporal: inTemporal } = await compareAges(stores());
  expect(older).toBeNull();
  expect(postgres.mark).toBe(inTemporal.mark);
  expect(postgres.mark).toBeGreaterThanOrEqual(1);
});
