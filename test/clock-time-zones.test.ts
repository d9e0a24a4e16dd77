import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';

jest.setTimeout(60_000);

const script = join(import.meta.dirname, 'print-clock.js');
const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Auckland'];

/** What the built rules answer in a process of that time zone. */
async function answersIn(zone: string): Promise<Buffer> {
  const env = { PATH: process.env['PATH'], TZ: zone };
  const options = { env, maxBuffer: 2 ** 28, encoding: 'buffer' } as const;
  const { stdout } = await promisify(execFile)(process.execPath, [script], options);
  return stdout;
}

test('the clock answers the same, byte by byte, whatever the time zone of its process', async () => {
  const [first, ...others] = await Promise.all(zones.map(answersIn));
  expect(first?.length).toBeGreaterThan(100_000);
  for (const other of others) expect(first?.equals(other)).toBe(true);
});

test('the processes compared are in time zones of their own', async () => {
  const code = 'process.stdout.write(new Date(0).toString())';
  const env = (zone: string) => ({ PATH: process.env['PATH'], TZ: zone });
  const written = await Promise.all(
    zones.map((zone) => promisify(execFile)(process.execPath, ['-e', code], { env: env(zone) })),
  );
  expect(new Set(written.map(({ stdout }) => stdout)).size).toBe(zones.length);
});
