import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '@doudi/testing/database/test-database';
import { migrateAll } from './migrate.ts';

const oldText = 'create table desks (id int primary key); create table logs (id int);';
const keysText = 'create table keys (id int);';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let database: TestDatabase;
let folder: string;
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
const run = async () =>
  (await migrateAll({ url: database.url, services: [{ name: 'test-room', migrations: folder }] })).filter(
    (one) => !one.startsWith('test-room/infra/'),
  );

/** The folder as it is today: `0001` says less under another name, `0002` is gone. */
function move(sha256OfOld: string) {
  for (const file of ['0001_old.sql', '0002_keys.sql']) rmSync(join(folder, file));
  write('0001_desks.sql', 'create table desks (id int primary key);');
  write('0003_chairs.sql', 'create table chairs (id int);');
  const moved = [
    { file: '0001_old.sql', sha256: sha256OfOld, became: '0001_desks.sql' },
    { file: '0002_keys.sql', sha256: sha256(keysText), became: null },
  ];
  write('moved.json', JSON.stringify(moved));
}

beforeEach(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'doudi-migrations-'));
  write('0001_old.sql', oldText);
  write('0002_keys.sql', keysText);
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

test('who applied a migration under its old name has applied what it became, and goes on from there', async () => {
  await run();
  move(sha256(oldText));
  expect(await run()).toEqual(['test-room/0003_chairs']);
  expect(await run()).toEqual([]);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query('select name from test_room.migrations order by id');
  await client.end();
  expect(rows).toEqual([{ name: '0001_desks' }, { name: '0003_chairs' }]);
});

test('a new database runs what is there and nothing else', async () => {
  move(sha256(oldText));
  expect(await run()).toEqual(['test-room/0001_desks', 'test-room/0003_chairs']);
});

test('a moved migration that was another text when it was applied is refused', async () => {
  await run();
  move(sha256('something else'));
  await expect(run()).rejects.toThrow('test_room has the migration 0001_old.sql');
});
