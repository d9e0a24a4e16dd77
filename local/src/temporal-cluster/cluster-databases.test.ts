import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { cacheFolder } from '../folders/folders.ts';
import { clusterBinaries } from './cluster-binaries.ts';
import { ensureClusterDatabases } from './cluster-databases.ts';

const urlOf = (database: string) =>
  Object.assign(new URL(process.env['DOUDI_TEST_DATABASE_URL'] ?? ''), { pathname: `/${database}` }).href;
// not the suite's template, which cannot be copied while somebody is connected
const databaseUrl = urlOf('postgres');
const name = `temporal_${randomBytes(4).toString('hex')}`;
const names = { default: name, visibility: `${name}_visibility` };
const all = [names.default, names.visibility];

let db: pg.Client;
let sqlTool: string;
beforeAll(
  async () => {
    db = new pg.Client({ connectionString: databaseUrl });
    await db.connect();
    const wanted = { cacheFolder: cacheFolder(process.env['XDG_CACHE_HOME']), report: () => undefined };
    sqlTool = (await clusterBinaries(wanted))['temporal-sql-tool'];
  },
  // built where it is not cached
  900_000,
);
afterAll(async () => {
  await drop();
  await db.end();
});

const drop = async () => {
  for (const one of all.flatMap((whole) => [whole, `${whole}_unfinished`]))
    await db.query(`drop database if exists ${one}`);
};
const ensure = () => ensureClusterDatabases({ databaseUrl, names, sqlTool });

/** The version of a database's schema under its name, and how many tables it has. */
async function schemaOf(database: string) {
  const client = new pg.Client({ connectionString: urlOf(database) });
  await client.connect();
  const { rows } = await client
    .query<{ version: string; tables: number }>(
      `select curr_version as version, (select count(*)::int from pg_tables where schemaname = 'public') as tables
       from schema_version where db_name = $1`,
      [database],
    )
    .finally(() => client.end());
  return rows[0];
}

async function aTableIn(database: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(database) });
  await client.connect();
  await client.query('create table things (id int)').finally(() => client.end());
}

test('both databases are made whole, and making them again changes nothing', async () => {
  await ensure();
  const made = await Promise.all(all.map(schemaOf));
  expect(made).toEqual(
    all.map(() => ({ version: expect.stringMatching(/^\d+\.\d+$/), tables: expect.any(Number) })),
  );
  await ensure();
  expect(await Promise.all(all.map(schemaOf))).toEqual(made);
});

test('what a kill left half made is made anew', async () => {
  await drop();
  await db.query(`create database ${name}_unfinished`);
  await aTableIn(`${name}_unfinished`);
  await ensure();
  expect((await schemaOf(name))?.tables).toBeGreaterThan(20);
  const { rowCount } = await db.query('select 1 from pg_database where datname = $1', [`${name}_unfinished`]);
  expect(rowCount).toBe(0);
});

test('an empty database that somebody created is filled; one with other tables is refused as it is', async () => {
  await drop();
  await db.query(`create database ${name}`);
  await ensure();
  expect((await schemaOf(name))?.tables).toBeGreaterThan(20);
  await drop();
  await db.query(`create database ${name}`);
  await aTableIn(name);
  await expect(ensure()).rejects.toThrow(`The schema of ${name} could not be made`);
});
