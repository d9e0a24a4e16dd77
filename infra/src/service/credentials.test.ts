import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { withCredentials } from './credentials.ts';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('takes secrets from files named like their settings; what the environment says itself wins', () => {
  writeFileSync(join(folder, 'DATABASE_URL'), 'postgres://of-file\n');
  writeFileSync(join(folder, 'SMTP_URL'), 'smtp://of-file');
  const env = { CREDENTIALS_DIRECTORY: folder, SMTP_URL: 'smtp://of-environment' };
  const settings = z.object({ DATABASE_URL: z.string(), SMTP_URL: z.string() });
  expect(readSettings(settings, env)).toEqual({
    DATABASE_URL: 'postgres://of-file',
    SMTP_URL: 'smtp://of-environment',
  });
});

test('an environment without such a folder stays as it is', () => {
  const env = { A: 'b' };
  expect(withCredentials(env)).toBe(env);
  expect(withCredentials({ ...env, CREDENTIALS_DIRECTORY: join(folder, 'none') })).toMatchObject(env);
});
