import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrateAll } from '@doudi/infra/migrate';
import type { Lifeline } from '../lifeline.ts';
import { services } from '../services.ts';

/** A database of its own on a server, with all migrations; answers its address. At the stop it is removed, however far it has come. */
export async function scratchDatabase(server: string, { onStop }: Pick<Lifeline, 'onStop'>): Promise<string> {
  const url = new URL(server);
  const name = `doudi_bench_${randomBytes(6).toString('hex')}`;
  url.pathname = `/${name}`;
  const created = onServer(server, `create database ${name}`);
  onStop(() => created.finally(() => onServer(server, `drop database if exists ${name} with (force)`)));
  await created;
  const folders = services.map(({ name: service, migrations: folder }) => ({ service, folder }));
  await migrateAll({ url: url.href, services: folders });
  return url.href;
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
