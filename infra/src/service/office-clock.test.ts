import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { officeClock } from './office-clock.ts';
import { setOfficeClock } from './prepare-stores.ts';
import { testDatabase, type TestDatabase } from '@doudi/testing/database/test-database';

jest.setTimeout(30_000);

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(() => pool.query('truncate shared.office_clock'));

const set = (rate: number) =>
  pool.query('insert into shared.office_clock (office_at, clock_at, rate) values ($1, now(), $2)', [
    '2026-03-02T01:00:00Z',
    rate,
  ]);

test('without a setting real time counts, until there is one', async () => {
  const clock = officeClock(pool, { production: false, againAfterMs: 0 });
  expect(await clock.setting()).toEqual({ officeAt: 0, clockAt: 0, rate: 1 });
  expect(Math.abs((await clock.now()) - Date.now())).toBeLessThan(1_000);
  await set(3600);
  expect(await clock.setting()).toMatchObject({ officeAt: Date.parse('2026-03-02T01:00:00Z'), rate: 3600 });
});
test('that there is no setting is asked once a second, and one that is set is known to all when that has ended', async () => {
  const asked = jest.spyOn(pool, 'query');
  const clock = officeClock(pool, { production: false });
  for (let times = 0; times < 5; times += 1) await clock.now();
  expect(asked).toHaveBeenCalledTimes(1);
  asked.mockRestore();
  const officeAt = new Date('2026-03-02T01:00:00Z');
  await setOfficeClock(database.url, { officeAt, rate: 3_600 });
  const ahead = (await clock.now()) - officeAt.getTime();
  // what passed since it was set is real milliseconds, an hour each second
  expect(ahead).toBeGreaterThan(-200 * 3_600);
  expect(ahead).toBeLessThan(2_000 * 3_600);
  expect((await clock.setting()).rate).toBe(3_600);
});
test('time runs from the office instant at the rate, in whole milliseconds', async () => {
  await set(86_400);
  const clock = officeClock(pool, { production: false });
  const { officeAt, clockAt } = await clock.setting();
  const [from, at, to] = [Date.now(), await clock.now(), Date.now()];
  expect(at).toBeGreaterThanOrEqual(officeAt + (from - clockAt) * 86_400);
  expect(at).toBeLessThanOrEqual(officeAt + (to - clockAt) * 86_400);
  expect(Number.isInteger(at)).toBe(true);
});
test('a setting once read is kept', async () => {
  await set(60);
  const clock = officeClock(pool, { production: false });
  await clock.setting();
  await pool.query('truncate shared.office_clock');
  expect((await clock.setting()).rate).toBe(60);
});
test('production refuses any rate but 1, at every reading', async () => {
  await set(2);
  const clock = officeClock(pool, { production: true });
  await expect(clock.setting()).rejects.toThrow(
    'shared.office_clock runs at rate 2; in production only 1 is allowed',
  );
  await expect(clock.now()).rejects.toThrow();
  await pool.query('update shared.office_clock set rate = 1');
  expect((await clock.setting()).rate).toBe(1);
});
