import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { openPool } from '@doudi/infra/database';
import { cacheFolder, freePort } from '@doudi/local';
import { smallDisk, testOnSmallDisk } from '@doudi/testing/suite/small-disk';
import { openApi } from '../stack/src/demo/api.ts';
import { seedCase } from '../stack/src/demo/script.ts';
import { waitFor } from '../stack/src/demo/wait-for.ts';
import { up, type Stack } from '../stack/src/up.ts';
import { writeOnce } from './write-once.ts';

const upOn = async (dataFolder: string, report: (sentence: string) => void) =>
  up({
    ...{ dataFolder, temporary: false, report },
    cacheFolder: cacheFolder(process.env['XDG_CACHE_HOME']),
    ports: { gateway: await freePort(), temporalUi: await freePort() },
  });

const codeOf = (number: number) => `2017-330683-29-03-${900_000 + number}`;

const register = (stack: Stack, number: number) =>
  writeOnce(stack, {
    ...{ who: seedCase.enterprise, path: '/v1/projects', key: randomUUID() },
    body: { ...seedCase.project, code: codeOf(number) },
  }).then(({ status }) => status);

/** Has PostgreSQL need a new file of its write-ahead log, which ends it on a disk that is full. */
async function needMoreLog(url: string): Promise<void> {
  const pool = openPool({ url, role: 'doudi', max: 1 });
  pool.on('error', () => undefined);
  try {
    for (let count = 0; count < 3; count += 1) {
      await pool.query('select pg_switch_wal()');
      await pool.query('select pg_logical_emit_message(true, $1, $2)', ['test', 'x'.repeat(1_000)]);
    }
  } catch {
    // it is gone
  } finally {
    await pool.end();
  }
}

testOnSmallDisk(
  'a full disk costs requests, not the stack: it goes on by itself when there is room again',
  async () => {
    const disk = smallDisk('200m');
    const reports: string[] = [];
    const stack = await upOn(disk.folder, (sentence) => void reports.push(sentence));
    try {
      expect(await register(stack, 0)).toBe(201);
      disk.fill();
      const refused = async (number = 1): Promise<number> =>
        (await register(stack, number)) === 503 ? number : refused(number + 1);
      const before = await refused();
      await needMoreLog(stack.databaseUrl);
      await waitFor({ what: 'the end of PostgreSQL' }, () =>
        Promise.resolve(reports.find((report) => /^PostgreSQL (ended|could not be started)/.test(report))),
      );
      expect(await register(stack, before)).toBe(503);
      disk.free();
      const isTaken = async () => (await register(stack, before)) === 201;
      await waitFor({ what: 'PostgreSQL to go on' }, isTaken);
      const api = openApi(stack);
      for (let number = 0; number <= before; number += 1)
        await api.get(seedCase.enterprise, `/v1/projects/${codeOf(number)}`);
      expect(readFileSync(join(stack.logs, 'intake.log'), 'utf8')).toContain('"dropped":');
    } finally {
      await stack.stop();
      disk.remove();
    }
  },
  180_000,
);
