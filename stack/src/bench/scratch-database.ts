import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrateAll } from '@doudi/infra/migrate';
import { services } from '../services.ts';

/** A database of its own on a server, with all migrations; `drop` removes it. */
export async function scratchDatabase(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const url = new URL(server);
  const name = `doudi_bench_${randomBytes(6).toString('hex')}`;
  url.pathname = `/${name}`;
  const drop = () => onServer(server, `drop database if exists ${name} with (force)`);
  await onServer(server, `create database ${name}`);
  const folders = services.map(({ name: service, migrations: folder }) => ({ service, folder }));
  await migrateAll({ url: url.href, services: folders }).catch(async (error: unknown) => {
    await drop();
    throw error;
  });
  return { url: url.href, drop };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
