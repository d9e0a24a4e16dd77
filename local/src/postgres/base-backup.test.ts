import { rmSync } from 'node:fs';
import pg from 'pg';
import { expect, test } from '@jest/globals';
import { cacheFolder, temporaryFolder } from '../folders/folders.ts';
import { baseBackup } from './base-backup.ts';
import { startPostgres } from './start-postgres.ts';

const cache = cacheFolder(process.env['XDG_CACHE_HOME']);

/** Puts in one number after the other until it is told to stop; answers how many were committed. */
function counting(url: string) {
  const client = new pg.Client({ connectionString: url });
  let [committed, isOver] = [0, false];
  const done = (async () => {
    await client.connect();
    await client.query('create table counted (n integer primary key, filling text)');
    while (!isOver) {
      await client.query("insert into counted values ($1, repeat('x', 4000))", [committed + 1]);
      committed += 1;
    }
    await client.end();
  })();
  return { committed: () => committed, stop: () => ((isOver = true), done) };
}

test('a copy of a PostgreSQL that is written to has all that was committed before, and nothing torn', async () => {
  const [folder, copy] = [temporaryFolder(), temporaryFolder()];
  try {
    const original = await startPostgres({ folder, cacheFolder: cache });
    const writer = counting(original.url);
    while (writer.committed() < 200) await new Promise((next) => setImmediate(next));
    const before = writer.committed();
    await baseBackup({ url: original.url, folder, to: copy });
    await writer.stop();
    await original.stop();

    const restored = await startPostgres({ folder: copy, cacheFolder: cache });
    const client = new pg.Client({ connectionString: restored.url });
    await client.connect();
    const { rows } = await client.query<{ n: number; last: number; slots: number }>(
      'select count(*)::int as n, max(n) as last, (select count(*)::int from pg_replication_slots) as slots from counted',
    );
    await client.end();
    await restored.stop();
    expect(rows[0]?.n).toBeGreaterThanOrEqual(before);
    expect(rows[0]?.n).toBeLessThanOrEqual(writer.committed());
    // what is there is there without a gap
    expect(rows[0]?.last).toBe(rows[0]?.n);
    expect(rows[0]?.slots).toBe(0);
  } finally {
    for (const one of [folder, copy]) rmSync(one, { recursive: true, force: true });
  }
});
