import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrateAll, schemaOf } from '@doudi/infra/database';
import { repositoryRoot } from '@doudi/local';
import { services } from '@doudi/stack';
import { testDatabase, type TestDatabase } from '@doudi/testing/database/test-database';
import pg from 'pg';
import { printSchemas } from './print-schema.ts';

interface Moved {
  readonly file: string;
  readonly sha256: string;
  readonly became: string | null;
}

/** What that version did not have yet. */
const laterShared = ['0003_no_signing_keys', '0004_marks'];

const sharedFolder = join(repositoryRoot, 'infra', 'migrations', 'shared');
let database: TestDatabase;
let db: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  db = new pg.Client({ connectionString: database.url });
  await db.connect();
});
afterAll(async () => {
  await db.end();
  await database.drop();
});

/** Undoes what has come to the tables of infra since. */
const laterInfra = [
  'drop trigger if exists queue_notices on notices',
  'drop function if exists queue_notices',
  'drop table if exists unsent_notices, notice_items, notice_messages, notice_receivers, webhook_secrets, webhooks',
];

/** Makes the bookkeeping of a schema that of a version in which the tables of infra were migrations of the service. */
async function unmove(schema: string, folder: string): Promise<void> {
  await db.query(`set search_path = ${schema}`);
  await db.query('drop table if exists infra_migrations, infra_migration_checksums');
  for (const statement of laterInfra) await db.query(statement);
  const list = join(folder, 'moved.json');
  const moved = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Moved[]) : [];
  for (const { became } of moved) await db.query('delete from migration_checksums where file = $1', [became]);
  for (const { file, sha256 } of moved)
    await db.query('insert into migration_checksums (file, sha256) values ($1, $2)', [file, sha256]);
  await db.query('truncate migrations');
  await db.query(`insert into migrations (name, run_on)
                  select replace(file, '.sql', ''), now() from migration_checksums order by file`);
}

test('a database of the version that copied the tables of infra into each service becomes like a new one', async () => {
  const names = ['shared', ...services.map(({ name }) => name)];
  const fresh = await printSchemas(database.url, names);
  await unmove('shared', sharedFolder);
  for (const { name, migrations } of services) await unmove(schemaOf(name), migrations);
  for (const later of laterShared) {
    await db.query('delete from shared.migrations where name = $1', [later]);
    await db.query('delete from shared.migration_checksums where file = $1', [`${later}.sql`]);
  }
  await db.query(
    'alter table shared.data_set drop column mark, drop column next_mark, drop column marked_at',
  );
  await db.query('alter schema shared rename to house');
  await db.query('create table house.signing_keys (key bytea)');
  await db.query('set search_path = intake');
  await db.query(`insert into audit (line_id, what, path, answered_at, request_id, status)
                  values (gen_random_uuid(), 'POST /v1/orders', '/v1/orders', now(), 'r', 201)`);

  const ran = await migrateAll({ url: database.url, services });
  expect(ran.filter((one) => !one.includes('/infra/'))).toEqual(laterShared.map((name) => `shared/${name}`));
  expect(await migrateAll({ url: database.url, services })).toEqual([]);
  expect(await printSchemas(database.url, names)).toEqual(fresh);
  expect((await db.query('select what from audit')).rows).toEqual([{ what: 'POST /v1/orders' }]);
});
