import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { openLog } from './logger.ts';

test('secrets and the values of a row never reach the log', () => {
  const lines: string[] = [];
  const logger = openLog({ service: 'intake', level: 'info' }, { write: (line) => void lines.push(line) });
  const err = Object.assign(new Error('duplicate key'), { detail: 'Key (phone)=(hush) already exists.' });
  logger.error(
    { err, token: 'hush', req: { headers: { authorization: 'hush', cookie: 'hush' } } },
    'refused',
  );
  logger.debug('not at this level');
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('hush');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    service: 'intake',
    msg: 'refused',
    err: { message: 'duplicate key' },
  });
});

const built = join(import.meta.dirname, '..', '..', 'dist', 'service', 'logger.js');

/** A process that logs eight megabytes, says how long that took and how many lines it dropped, and ends. */
const talker = `
  const { openLog, droppedLines, lastLines } = await import(${JSON.stringify(built)});
  const logger = openLog({ service: 'talker', level: 'info' });
  const from = Date.now();
  for (let line = 0; line < 8_000; line += 1) {
    logger.info('x'.repeat(1_000));
    if (line % 100 === 0) await new Promise(setImmediate);
  }
  process.stderr.write(JSON.stringify({ ms: Date.now() - from, dropped: droppedLines() }));
  await lastLines(logger);
  process.exit(0);`;

test.each([
  ['is not read', undefined],
  ['is closed', (child: ReturnType<typeof spawn>) => child.stdout?.destroy()],
])('a log whose reader %s holds up nothing: lines are dropped and counted', async (_what, first) => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', talker], { stdio: 'pipe' });
  first?.(child);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const said = JSON.parse(await text(child.stderr)) as { ms: number; dropped: number };
  expect(said.ms).toBeLessThan(5_000);
  expect(said.dropped).toBeGreaterThan(5_000);
  expect(await ended).toBe(0);
});

test('what was logged last is written before a process ends', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', talker.replace('8_000', '100')]);
  const lines = (await text(child.stdout)).trimEnd().split('\n');
  expect(lines).toHaveLength(100);
});
