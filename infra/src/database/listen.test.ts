import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { openLog } from '../service/logger.ts';
import { testDatabase, type TestDatabase } from '@doudi/testing/database/test-database';
import { listen } from './listen.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const logger = openLog({ service: 'test', level: 'silent' });

/** A listener, and what waits until it has heard so often. */
function anEar(channel: string) {
  let times = 0;
  let wake = () => {};
  const listener = { channel, heard: () => ((times += 1), wake()) };
  const untilHeard = async (often: number) => {
    while (times < often) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { ...listen(database.url, listener, logger), untilHeard, times: () => times };
}
const listeners = async () =>
  (
    await pool.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and query like 'listen %'`,
    )
  ).rows;

test('hears once when it begins, and then every notification of its channel alone', async () => {
  const ear = anEar('one');
  await ear.untilHeard(1);
  await pool.query(`select pg_notify('another', ''), pg_notify('one', '')`);
  await ear.untilHeard(2);
  await ear.stop();
  expect(ear.times()).toBe(2);
});

test('listens again when its connection is lost, and hears at once that something may have been missed', async () => {
  const ear = anEar('one');
  await ear.untilHeard(1);
  const [first] = await listeners();
  await pool.query('select pg_terminate_backend($1)', [first?.pid]);
  await ear.untilHeard(2);
  await pool.query(`notify one`);
  await ear.untilHeard(3);
  await ear.stop();
  expect(await listeners()).toEqual([]);
});

test('can be stopped while the database is not there', async () => {
  const nowhere = listen('postgres://nobody@127.0.0.1:1/none', { channel: 'one', heard: () => {} }, logger);
  await nowhere.stop();
});
