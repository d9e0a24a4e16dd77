import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { freePort, repositoryRoot, temporaryFolder } from '@doudi/local';
import { smallDisk, testOnSmallDisk } from '@doudi/testing/suite/small-disk';

let folder: string;
beforeEach(() => void (folder = temporaryFolder()));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What `npm start` prints on a data folder, and its exit code. */
async function started(env: Readonly<Record<string, string>> = {}) {
  const ports = { DOUDI_PORT: String(await freePort()), DOUDI_TEMPORAL_UI_PORT: String(await freePort()) };
  const { PATH = '' } = process.env;
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(repositoryRoot, 'stack', 'dist', 'start.js')],
    { env: { PATH, DOUDI_DATA: folder, ...ports, ...env }, encoding: 'utf8', timeout: 30_000 },
  );
  return { status, sentence: stderr.trimEnd() };
}

test('a certificate of Temporal that cannot be read is named before Temporal is reached for', async () => {
  const missing = join(folder, 'no.pem');
  const env = { TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_TLS_SERVER_CA_CERT_PATH: missing };
  const { status, sentence } = await started(env);
  expect(status).toBe(1);
  expect(sentence).toBe(`The file of TEMPORAL_TLS_SERVER_CA_CERT_PATH cannot be read (ENOENT): ${missing}`);
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

test.each([
  ['DATABASE_URL', 'hello', 'DATABASE_URL: is no PostgreSQL address'],
  ['LOG_LEVEL', 'nonsense', 'LOG_LEVEL: '],
  ['RATE_READS', 'many', 'RATE_READS: is not a whole number'],
  ['TEMPORAL_ADDRESS', 'here', 'TEMPORAL_ADDRESS: is not host:port'],
  ['TEMPORAL_TLS', 'maybe', 'TEMPORAL_TLS: '],
])('a wrong %s is refused in one sentence before anything is started', async (name, value, words) => {
  const { status, sentence } = await started({ [name]: value });
  expect(status).toBe(1);
  expect(sentence).toContain(words);
  expect(sentence).not.toContain('\n');
});

test.each([
  ['an empty key', 'identity-key.json', ''],
  ['a truncated key', 'identity-key.json', '{"kty":"EC","x":"a'],
  ['a key without its private part', 'identity-key.json', '{"kty":"EC","x":"a","y":"b"}'],
  ['an empty file of secrets', 'system-secrets.json', ''],
  ['a list instead of secrets', 'system-secrets.json', '[1]'],
])('%s is named in one sentence with what to do', async (_what, name, text) => {
  write(name, text);
  const { status, sentence } = await started();
  expect({ status, sentence }).toEqual({
    status: 1,
    sentence: expect.stringMatching(new RegExp(`^The file \\S+${name} is damaged; .*remove it[^\\n]*$`)),
  });
});

test.each([
  ['missing', undefined],
  ['empty', ''],
])('a password of PostgreSQL that is %s is named in one sentence', async (_what, text) => {
  mkdirSync(join(folder, 'postgres'));
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '18\n');
  if (text !== undefined) write('postgres-password', text);
  const { status, sentence } = await started();
  expect(status).toBe(1);
  expect(sentence).toMatch(/^The password of the PostgreSQL in \S+ is missing: .*postgres-password[^\n]*$/);
});

for (const size of ['4k', '64k', '8m'])
  testOnSmallDisk(`a first start on a disk of ${size} that fills up is refused in one sentence`, async () => {
    const disk = smallDisk(size);
    try {
      const { status, sentence } = await started({ DOUDI_DATA: disk.folder });
      expect(status).toBe(1);
      expect(sentence).toMatch(/^[^\n]*no space left on device[^\n]*$/i);
    } finally {
      disk.remove();
    }
  });
