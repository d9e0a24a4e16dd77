import type { Sql } from 'sql-template-tag';
import { openPool } from '@doudi/infra/database';

/** Runs statements as the login that owns everything: what another service, or time, would have done. */
export async function asOwner(url: string, ...statements: readonly Sql[]): Promise<void> {
  const owner = openPool({ url, role: new URL(url).username, max: 1 });
  try {
    for (const statement of statements) await owner.query(statement);
  } finally {
    await owner.end();
  }
}
