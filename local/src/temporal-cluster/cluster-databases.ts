import { execa } from 'execa';
import pg from 'pg';
import { failure } from '@doudi/infra/failure';
import { databaseAccess, type DatabaseAccess } from './database-access.ts';

/** The two databases of a cluster. */
export interface ClusterDatabases {
  readonly default: string;
  readonly visibility: string;
}

interface Wanted {
  /** of the PostgreSQL; its login must be allowed to create databases, or both must exist */
  readonly databaseUrl: string;
  readonly names: ClusterDatabases;
  /** the path of temporal-sql-tool */
  readonly sqlTool: string;
}

/** Schemas that the tool holds, by the database they are of. */
const schemas = { default: 'postgresql/v12/temporal', visibility: 'postgresql/v12/visibility' } as const;

/**
 * Makes both databases fit for the server: created where they are missing, their schemas as the tool has them. Repeating it
 * changes nothing; what a kill leaves half made is made anew.
 */
export async function ensureClusterDatabases({ databaseUrl, names, sqlTool }: Wanted): Promise<void> {
  const access = databaseAccess(databaseUrl);
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    for (const which of ['default', 'visibility'] as const) {
      const tool = (database: string) => schemaTool({ sqlTool, access, database, schema: schemas[which] });
      await ensureDatabase(db, names[which], tool);
    }
  } finally {
    await db.end();
  }
}

type SchemaTool = ReturnType<typeof schemaTool>;

/**
 * The tool does a schema in many statements of which not all can be repeated, so a new database has another name until it is
 * whole. One that somebody else created is filled where it is, if it is empty.
 */
async function ensureDatabase(db: pg.Client, name: string, tool: (database: string) => SchemaTool) {
  if (await exists(db, name)) {
    if (await tool(name).isEmpty()) await tool(name).setUp();
    return tool(name).update();
  }
  const unfinished = `${name}_unfinished`;
  await db.query(`drop database if exists ${pg.escapeIdentifier(unfinished)}`);
  await create(db, unfinished, name);
  await tool(unfinished).setUp();
  await tool(unfinished).update();
  await inDatabase(tool(unfinished).url, 'update schema_version set db_name = $1', [name]);
  await db.query(`alter database ${pg.escapeIdentifier(unfinished)} rename to ${pg.escapeIdentifier(name)}`);
}

async function exists(db: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await db.query('select 1 from pg_database where datname = $1', [name]);
  return rowCount === 1;
}

async function create(db: pg.Client, unfinished: string, name: string): Promise<void> {
  await db.query(`create database ${pg.escapeIdentifier(unfinished)}`).catch((cause: Error) => {
    throw failure(
      `The databases of Temporal cannot be created (${cause.message}); have somebody run: create database ${pg.escapeIdentifier(name)} owner ${pg.escapeIdentifier(String(db.user))}; and the same of the other.`,
      { cause },
    );
  });
}

function schemaTool(parts: { sqlTool: string; access: DatabaseAccess; database: string; schema: string }) {
  const { sqlTool, access, database, schema } = parts;
  const run = async (...args: readonly string[]) => {
    const { failed, all, shortMessage } = await execa(sqlTool, args, {
      reject: false,
      all: true,
      extendEnv: false,
      env: { ...access.ofTool, SQL_DATABASE: database },
    });
    if (failed)
      throw failure(`The schema of ${database} could not be made: ${lastError(all) ?? shortMessage}`);
  };
  return {
    setUp: () => run('setup-schema', '--version', '0.0'),
    update: () => run('update-schema', '--schema-name', schema),
    isEmpty: () => isEmpty(access.urlOf(database)),
    url: access.urlOf(database),
  };
}

const isEmpty = async (url: string): Promise<boolean> =>
  (await inDatabase(
    url,
    `select 1 from pg_tables where schemaname not in ('pg_catalog', 'information_schema') limit 1`,
  )) === 0;

/** Runs a statement and answers how many rows it met. */
async function inDatabase(url: string, statement: string, values: string[] = []): Promise<number> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    return (await db.query(statement, values)).rowCount ?? 0;
  } finally {
    await db.end();
  }
}

/** The last line the tool wrote that tells of an error. */
const lastError = (text: string): string | undefined =>
  text
    .split('\n')
    .findLast((line) => /error/i.test(line))
    ?.trim();
