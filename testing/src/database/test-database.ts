import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  /** for the login that owns everything; use `openPool({ url, role })` to act as a service */
  readonly url: string;
  /** Removes the database and ends whoever is still connected to it. */
  readonly drop: () => Promise<void>;
}

/** A fresh database with all migrations applied, cloned from the suite's template. One for each test file. */
export async function testDatabase(): Promise<TestDatabase> {
  const template = new URL(process.env['DOUDI_TEST_DATABASE_URL'] ?? '');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(template, `create database ${name} template ${template.pathname.slice(1)}`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => drop(template, name) };
}

/**
 * A pool says that it has ended while its connections are still closing: PostgreSQL waits five seconds for them by itself, where a
 * force would break them, and the test with them.
 */
const drop = (template: URL, name: string) =>
  onServer(template, `drop database if exists ${name}`).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== inUse) throw error;
    return onServer(template, `drop database if exists ${name} with (force)`);
  });

/** PostgreSQL, Appendix A: object_in_use. */
const inUse = '55006';

async function onServer(template: URL, statement: string): Promise<void> {
  const maintenance = new URL(template);
  maintenance.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
