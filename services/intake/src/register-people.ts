import { openPool } from '@doudi/infra/database';
import { insertPeople, type Entry } from './people.ts';
import { intake } from './service.ts';

/** Enters people into the register who are not there yet; whom an administrator has changed stays as he is. */
export async function registerPeople(databaseUrl: string, people: readonly Entry[]): Promise<void> {
  const pool = openPool({ url: databaseUrl, role: intake.role, max: 1 });
  try {
    await insertPeople(pool, people);
  } finally {
    await pool.end();
  }
}
