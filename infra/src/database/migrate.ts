import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { failure } from '../failure.ts';
import { checksums, rememberChecksums } from './migration-checksums.ts';
import { ensureSchemas, schemaOf } from './service-schema.ts';

export interface Migrations {
  /** the service's name; its schema and role bear the same, with underscores */
  readonly name: string;
  /** the folder of its `NNNN_*.sql`, forward only, never edited once applied */
  readonly migrations: string;
}

/** The migrations that belong to no service; their schema has no role. */
const house: Migrations = { name: 'house', migrations: join(import.meta.dirname, '..', '..', 'migrations') };

/**
 * Brings one service's schema up to what its folder says and answers the names of the migrations it ran. Safe when
 * several start at once. Refuses, changing nothing, when an applied file was edited or the database is newer.
 */
export const migrate = ({ url, ...migrations }: Migrations & { url: string }): Promise<string[]> =>
  migrateAll({ url, services: [migrations] });

/** Creates the schemas and roles of the house and of all `services`, then migrates them in the order given. */
export async function migrateAll({
  url,
  services,
}: {
  url: string;
  services: readonly Migrations[];
}): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('doudi migrations'))`);
    const all = [house, ...services];
    await ensureSchemas(
      client,
      all.map(({ name }) => ({ schema: schemaOf(name), withRole: name !== house.name })),
    );
    const ran: string[] = [];
    for (const one of all) ran.push(...(await apply(client, one)));
    return ran;
  } finally {
    await client.end(); // gives the lock back
  }
}

async function apply(
  client: pg.Client,
  { name: service, migrations: folder }: Migrations,
): Promise<string[]> {
  const schema = schemaOf(service);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  await refuseUnfit(client, schema, folder, files);
  const ran = await runner({
    dbClient: client,
    dir: folder,
    direction: 'up',
    schema,
    migrationsSchema: schema,
    migrationsTable: 'migrations',
    ignorePattern: '(?!.*\\.sql$).*',
    advisoryLockMode: 'wait',
    logger: silent,
  });
  await rememberChecksums(client, schema, folder, files);
  return ran.map(({ name }) => `${service}/${name}`);
}

async function refuseUnfit(
  client: pg.Client,
  schema: string,
  folder: string,
  files: readonly string[],
): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
    `${schema}.migration_checksums`,
  ]);
  if (!rows[0]?.there) return;
  const applied = await client.query<{ file: string; sha256: string }>(
    `select file, sha256 from ${pg.escapeIdentifier(schema)}.migration_checksums order by file`,
  );
  const present = checksums(folder, files);
  for (const { file, sha256 } of applied.rows) {
    if (!present.has(file))
      throw failure(
        `The database is newer than this code: ${schema} has the migration ${file}; run the version that made it.`,
      );
    if (present.get(file) !== sha256)
      throw failure(
        `The migration ${join(folder, file)} was edited after it was applied; restore it and add a new one.`,
      );
  }
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };
