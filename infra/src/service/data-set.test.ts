import pg from 'pg';
import { ensureDataSet } from './data-set.ts';
import { type TestDatabase, testDatabase } from '@doudi/testing/database/test-database';
import { type TestTemporal, testTemporal } from '@doudi/testing/temporal/test-temporal';

let databases: TestDatabase[];
let temporals: TestTemporal[];
let dbs: pg.Client[];

beforeEach(async () => {
  databases = [await testDatabase(), await testDatabase()];
  temporals = [await testTemporal(), await testTemporal()];
  dbs = databases.map(({ url }) => new pg.Client({ connectionString: url }));
  await Promise.all(dbs.map((db) => db.connect()));
});

afterEach(async () => {
  await Promise.all([...dbs.map((db) => db.end()), ...temporals.map((temporal) => temporal.close())]);
  await Promise.all(databases.map((database) => database.drop()));
});

const check = (database: 0 | 1, temporal: 0 | 1) =>
  ensureDataSet({ db: dbs[database] as pg.Client, ...(temporals[temporal] as TestTemporal) });
const refusal = 'Database and Temporal do not belong together';

test('gives two new stores one id and knows them again', async () => {
  const id = await check(0, 0);
  expect(await check(0, 0)).toBe(id);
});

test('refuses a database with the Temporal of another data set', async () => {
  await check(0, 0);
  await check(1, 1);
  await expect(check(0, 1)).rejects.toThrow(refusal);
});

test('refuses a database in use with a new Temporal', async () => {
  await check(0, 0);
  await expect(check(0, 1)).rejects.toThrow('of none');
});

test('refuses a new database with a Temporal that has run workflows', async () => {
  await check(0, 0);
  const { connection, namespace } = temporals[0] as TestTemporal;
  await connection.workflowService.startWorkflowExecution({
    namespace,
    workflowId: 'w',
    requestId: 'r',
    workflowType: { name: 'any' },
    taskQueue: { name: 'nobody' },
  });
  const counted = async () =>
    Number((await connection.workflowService.countWorkflowExecutions({ namespace })).count);
  while ((await counted()) === 0) await new Promise((go) => setTimeout(go, 50));
  await expect(check(1, 0)).rejects.toThrow(refusal);
});

test('takes up a first start that was cut off between the two', async () => {
  const id = await check(0, 0);
  await dbs[0]?.query('delete from shared.data_set');
  expect(await check(0, 0)).toBe(id);
});
