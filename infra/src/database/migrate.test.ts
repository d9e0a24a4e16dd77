import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openPool } from './pool.ts';
import { migrateAll } from './migrate.ts';
import type { TestDatabase } from '@doudi/testing/database/test-database';
import { testDatabase } from '@doudi/testing/database/test-database';

let database: TestDatabase;
let folder: string;
const name = 'test-room';
const write = (file: string, sql: string) => writeFileSync(join(folder, file), sql);
const runAll = () => migrateAll({ url: database.url, services: [{ name, migrations: folder }] });
/** The names of the service's own migrations it ran. */
const run = async () => (await runAll()).filter((one) => !one.startsWith('test-room/infra/'));

beforeEach(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'doudi-migrations-'));
  write('0001_desks.sql', 'create table desks (id int primary key); grant select on desks to test_room;');
});

afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

test('runs what is new, once, in the order of the names', async () => {
  expect(await run()).toEqual(['test-room/0001_desks']);
  write('0002_chairs.sql', 'create table chairs (desk int references desks);');
  expect(await run()).toEqual(['test-room/0002_chairs']);
  expect(await run()).toEqual([]);
});

test('gives the role of the service its schema and what its migrations grant, no more', async () => {
  await run();
  const pool = openPool({ url: database.url, role: 'test_room' });
  await expect(pool.query('select id from desks')).resolves.toMatchObject({ rowCount: 0 });
  await expect(pool.query('insert into desks values (1)')).rejects.toThrow('permission denied');
  await expect(pool.query('select sha256 from migration_checksums')).rejects.toThrow('permission denied');
  await pool.end();
});

test('is safe when two start at once', async () => {
  const ran = await Promise.all([run(), run(), run()]);
  expect(ran.flat()).toEqual(['test-room/0001_desks']);
});

test('refuses a migration that was edited after it was applied', async () => {
  await run();
  write('0001_desks.sql', 'create table desks (id bigint primary key);');
  await expect(run()).rejects.toThrow('was edited after it was applied');
});

test('takes other line ends for the same migration', async () => {
  write('0001_desks.sql', 'create table desks (\n id int\n);\n');
  await run();
  write('0001_desks.sql', 'create table desks (\r\n id int\r\n);\r\n');
  expect(await run()).toEqual([]);
});

test('refuses a database that is newer than the code', async () => {
  write('0002_chairs.sql', 'create table chairs (id int);');
  await run();
  rmSync(join(folder, '0002_chairs.sql'));
  await expect(run()).rejects.toThrow(
    'The database is newer than this code: test_room has the migration 0002_chairs.sql',
  );
});

test('a migration that fails leaves nothing of itself', async () => {
  write('0002_chairs.sql', 'create table chairs (id int); select 1/0;');
  await expect(run()).rejects.toThrow('division by zero');
  write('0002_chairs.sql', 'create table chairs (id int);');
  expect(await run()).toContain('test-room/0002_chairs');
});

test('tells a login that may not prepare the database which SQL to run', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const login = `poor_${Date.now()}`;
  await client.query(`create role ${login} login password 'poor'`);
  await client.end();
  const url = new URL(database.url);
  url.username = login;
  url.password = 'poor';
  const services = [{ name: 'other-room', migrations: folder }];
  await expect(migrateAll({ url: url.href, services })).rejects.toThrow(
    /let an administrator run:\ncreate role "other_room" nologin;\n.*create schema "other_room"/s,
  );
});
