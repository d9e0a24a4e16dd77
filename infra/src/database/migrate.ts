import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { refuseUnfit, rememberChecksums } from './migration-checksums.ts';
import { type Migrations, type MigrationSet, setsOf, shared } from './migration-set.ts';
import { followMoved } from './moved-migrations.ts';
import { ensureSchemas, schemaOf } from './service-schema.ts';

interface Wanted {
  readonly url: string;
  readonly services: readonly Migrations[];
}

/**
 * Creates the schemas and roles of all `services`, brings what they share and then each of them, in the order given, up to
 * what the folders say, and answers the names of the migrations it ran. Safe when several start at once. Refuses, changing no
 * table of that schema, when an applied file was edited or the database is newer.
 */
export async function migrateAll({ url, services }: Wanted): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('doudi migrations'))`);
    await ensureSchemas(client, [
      { schema: shared.schema, formerly: 'house', withRole: false },
      ...services.map(({ name }) => ({ schema: schemaOf(name), withRole: true })),
    ]);
    const ran: string[] = [];
    for (const set of [shared, ...services.flatMap(setsOf)]) ran.push(...(await apply(client, set)));
    return ran;
  } finally {
    await client.end(); // gives the lock back
  }
}

async function apply(client: pg.Client, set: MigrationSet): Promise<string[]> {
  await followMoved(client, set);
  await refuseUnfit(client, set);
  const ran = await runner({
    dbClient: client,
    dir: set.folder,
    direction: 'up',
    schema: set.schema,
    migrationsSchema: set.schema,
    migrationsTable: set.tables.applied,
    ignorePattern: '(?!.*\\.sql$).*',
    advisoryLockMode: 'wait',
    logger: silent,
  });
  await rememberChecksums(client, set);
  return ran.map(({ name }) => `${set.label}/${name}`);
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };
