import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrateAll } from '@doudi/infra/database';
import { type Lifeline, services } from '@doudi/stack';

/** A database of its own on a server, with all migrations; answers its address. At the stop it is removed, whoever is connected. */
export async function scratchDatabase(server: string, { onStop }: Pick<Lifeline, 'onStop'>): Promise<string> {
  const url = new URL(server);
  const name = `doudi_bench_${randomBytes(6).toString('hex')}`;
  url.pathname = `/${name}`;
  const prepared = prepare(server, url);
  const drop = () => onServer(server, `drop database if exists ${name} with (force)`);
  // a stop in the middle waits for the migrations, which are short, and not for what fills the tables
  onStop(() => prepared.then(drop, drop));
  await prepared;
  return url.href;
}

async function prepare(server: string, { href: url, pathname }: URL): Promise<void> {
  await onServer(server, `create database ${pathname.slice(1)}`);
  const folders = services.map(({ name: service, migrations: folder }) => ({ service, folder }));
  await migrateAll({ url, services: folders });
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
