import pg from 'pg';
import { copies } from './copies.ts';
import { listPlaces, type Range } from './list-places.ts';
import type { Places } from './places.ts';

/** Connections that fill the tables at once, each its own range of places. */
const lanes = 2;

/** Fills the tables with copies of the orders on record until there is one at each place; answers the bytes of the database. */
export async function copyOrders(databaseUrl: string, places: Places): Promise<number> {
  const each = Math.ceil(places.orders / lanes);
  const ranges = Array.from({ length: lanes }, (_none, lane): Range => {
    return { first: lane * each, end: Math.min(places.orders, (lane + 1) * each) };
  });
  await Promise.all(
    ranges.map((range) => connected(databaseUrl, (client) => copyRange(client, places, range))),
  );
  return connected(databaseUrl, async (client) => {
    await client.query('vacuum (analyze)');
    const size = 'select pg_database_size(current_database()) as bytes';
    return Number((await client.query<{ bytes: string }>(size)).rows[0]?.bytes);
  });
}

async function copyRange(client: pg.Client, places: Places, range: Range): Promise<void> {
  await hurry(client);
  await listPlaces(client, places, range);
  for (const copy of copies) await client.query(copy);
}

async function connected<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  // at a stop the database goes away under it: the statement that runs fails, and that is told
  client.on('error', () => undefined);
  await client.connect();
  return work(client).finally(() => client.end());
}

/** Rows copied from rows that fit fit too: a superuser need not have each of their references looked up. */
async function hurry(client: pg.Client): Promise<void> {
  await client.query('set synchronous_commit = off');
  const { rows } = await client.query<{ all: boolean }>(
    'select rolsuper as all from pg_roles where rolname = current_user',
  );
  if (rows[0]?.all) await client.query('set session_replication_role = replica');
}
