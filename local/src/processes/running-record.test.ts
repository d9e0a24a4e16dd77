import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processIdentity } from './process-identity.ts';
import { endOrphans, inEndingOrder, openRecord, readRecords, type KnownProcess } from './running-record.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'doudi-records-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const gone: KnownProcess = {
  name: 'parent',
  pid: 2 ** 22 - 1,
  identity: 'another boot',
  stopSignal: 'SIGTERM',
};

function sleeper(): KnownProcess {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const pid = child.pid ?? 0;
  return { name: 'sleeper', pid, identity: processIdentity(pid) ?? '', stopSignal: 'SIGTERM' };
}

const leave = (children: KnownProcess[], temporaryFolder?: string) =>
  writeFileSync(join(folder, 'left.json'), JSON.stringify({ parent: gone, children, temporaryFolder }));

test('ends the children of a killed parent and removes their temporary folder', async () => {
  const child = sleeper();
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  leave([child], temporary);
  expect(await endOrphans(folder)).toEqual([
    `Ended sleeper (pid ${child.pid}), left behind by process ${gone.pid}.`,
  ]);
  expect(processIdentity(child.pid)).toBeUndefined();
  expect(existsSync(temporary)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test('leaves a stranger alone who was given the pid of a child', async () => {
  const stranger = sleeper();
  leave([{ ...stranger, identity: 'an earlier process' }]);
  expect(await endOrphans(folder)).toEqual([]);
  expect(processIdentity(stranger.pid)).toBe(stranger.identity);
  process.kill(stranger.pid, 'SIGKILL');
});

test('leaves the children of a living parent alone', async () => {
  const record = openRecord(folder);
  record.add(gone);
  record.describe({ gateway: 'http://here' });
  expect(await endOrphans(folder)).toEqual([]);
  expect(readRecords(folder).alive[0]?.about).toEqual({ gateway: 'http://here' });
  record.close();
  expect(readRecords(folder)).toEqual({ alive: [], left: [] });
});

test('ends the services before Temporal, and PostgreSQL last', () => {
  const named = ['PostgreSQL', 'intake', 'Temporal', 'approval-workflows'].map((name) => ({ ...gone, name }));
  const order = inEndingOrder(named).map((together) => together.map(({ name }) => name));
  expect(order).toEqual([['intake', 'approval-workflows'], ['Temporal'], ['PostgreSQL']]);
});

test.each(['', '{"parent":', '{}', 'null'])(
  'a damaged record is removed and ends nothing: %p',
  async (text) => {
    writeFileSync(join(folder, 'damaged.json'), text);
    expect(readRecords(folder).alive).toEqual([]);
    expect(await endOrphans(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  },
);
