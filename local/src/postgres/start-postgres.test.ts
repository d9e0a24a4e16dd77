import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { cacheFolder, temporaryFolder } from '../folders/folders.ts';
import { startPostgres } from './start-postgres.ts';

test('a wrong password is refused at once, in one sentence that names its file', async () => {
  const folder = temporaryFolder();
  const options = { folder, cacheFolder: cacheFolder(process.env['XDG_CACHE_HOME']), durable: false };
  try {
    await (await startPostgres(options)).stop();
    writeFileSync(join(folder, 'postgres-password'), 'another');
    const begun = Date.now();
    await expect(startPostgres(options)).rejects.toMatchObject({
      sentence: expect.stringMatching(/^PostgreSQL refuses the password in \S+postgres-password[^\n]*$/),
    });
    expect(Date.now() - begun).toBeLessThan(20_000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
