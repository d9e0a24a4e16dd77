import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { smallDisk, testOnSmallDisk } from '@doudi/testing/suite/small-disk';
import { openLogFile } from './log-file.ts';

const line = `${'x'.repeat(1023)}\n`;

test('a log keeps to five files of its size', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doudi-log-'));
  try {
    for (let written = 0; written < 9; written += 1) {
      const log = openLogFile(join(folder, 'a.log'), { megabytes: 1 });
      for (let count = 0; count < 1_000; count += 1) log.write(line);
      await log.close();
    }
    const files = readdirSync(folder).toSorted();
    expect(files).toEqual(['a.log', 'a.log.1', 'a.log.2', 'a.log.3', 'a.log.4']);
    const bytes = files.map((name) => statSync(join(folder, name)).size);
    expect(Math.max(...bytes)).toBeLessThanOrEqual(1_024 * 1_024 + line.length);
    expect(statSync(join(folder, 'a.log')).mode & 0o777).toBe(0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

testOnSmallDisk(
  'drops and counts lines while the disk is full, and says so when it is not any more',
  async () => {
    const disk = smallDisk('1m');
    const reports: string[] = [];
    const file = join(disk.folder, 'a.log');
    const log = openLogFile(file, { report: (sentence) => void reports.push(sentence) });
    try {
      log.write('before\n');
      await until(() => existsSync(file) && readFileSync(file, 'utf8') === 'before\n');
      disk.fill();
      for (let count = 0; count < 10; count += 1) log.write(line.repeat(100));
      await until(() => reports.length > 0);
      log.write('lost\n'.repeat(3));
      disk.free();
      await until(() => {
        log.write('after\n');
        return readFileSync(file, 'utf8').includes('after');
      });
      // the sentence follows the line, which can be read before it is said
      await until(() => reports.length > 1);
      const dropped = /"dropped":(\d+)/.exec(readFileSync(file, 'utf8'))?.[1];
      expect(Number(dropped)).toBeGreaterThanOrEqual(3);
      expect(reports).toEqual([
        expect.stringContaining('a.log cannot be written (ENOSPC'),
        expect.stringMatching(/a\.log is written again; \d+ of its lines were dropped\.$/),
      ]);
    } finally {
      await log.close();
      disk.remove();
    }
  },
);

async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !isSo(); await pause(20))
    if (Date.now() > end) throw new Error('it did not come about');
}
