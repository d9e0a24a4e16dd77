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
