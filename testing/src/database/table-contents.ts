import type { Pool } from '@doudi/infra/database';

/** What the shell itself keeps of requests, and what a trigger copies from `notices`. */
const ofShell = ['audit', 'idempotency_keys', 'rate_limits', 'unsent_notices'];

/** Of every table a service may read that is its own matter: how many rows, and a hash of all that is in them. */
export async function tableContents(pool: Pool): Promise<Record<string, string>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> all ($1)
        and has_table_privilege(oid, 'select')
      order by 1`,
    [ofShell],
  );
  const one = (name: string) => `
    select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as content
      from "${name}" t`;
  const statement = tables.map(({ name }) => one(name)).join(' union all ');
  const { rows } = await pool.query<{ name: string; content: string }>(statement);
  return Object.fromEntries(rows.map(({ name, content }) => [name, content]));
}
