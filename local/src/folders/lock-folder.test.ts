import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from './lock-folder.ts';
import { processIdentity } from '../processes/process-identity.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'doudi-held-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const heldBy = (pid: number, identity: string | undefined) =>
  writeFileSync(join(folder, 'held-by.json'), JSON.stringify({ pid, identity }));

test('names the living process that has the folder', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  heldBy(other.pid ?? 0, processIdentity(other.pid ?? 0));
  await expect(lockFolder(folder)).rejects.toThrow(`is in use by process ${other.pid}`);
  other.kill('SIGKILL');
});

test('takes the folder over from a process that is gone, and gives it back', async () => {
  heldBy(process.ppid, 'an earlier process with that pid');
  const release = await lockFolder(folder);
  release();
  await expect(lockFolder(folder)).resolves.toBeDefined();
});

test.each(['', '{"pid":1', '[]', 'null'])('takes over a damaged lock: %p', async (text) => {
  writeFileSync(join(folder, 'held-by.json'), text);
  const release = await lockFolder(folder);
  release();
});
