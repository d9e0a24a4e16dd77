import { afterAll, beforeAll, expect } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { smallDisk, testOnSmallDisk } from '@doudi/testing/suite/small-disk';
import { receiveUpload } from './receive-upload.ts';
import { openStorage } from './storage.ts';

const disks: ReturnType<typeof smallDisk>[] = [];
const aDisk = () => {
  const disk = smallDisk('4m');
  disks.push(disk);
  return disk;
};
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'doudi-full-'))));
afterAll(async () => {
  await rm(folder, { recursive: true });
  for (const disk of disks) disk.remove();
});

const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(500_000)]);
const isUnavailable = { problem: { type: 'unavailable', status: 503 } };

testOnSmallDisk(
  'a folder that is full says so, keeps what it had, and takes more when there is room',
  async () => {
    const disk = aDisk();
    const storage = openStorage({ STORAGE_FOLDER: join(disk.folder, 'papers'), STORAGE_REGION: 'none' });
    const path = join(folder, 'arrived');
    await writeFile(path, pdf);
    await storage.keep(path, 'papers/first', 'application/pdf');
    disk.fill();
    await expect(storage.keep(path, 'papers/second', 'application/pdf')).rejects.toMatchObject(isUnavailable);
    expect((await buffer(await storage.read('papers/first'))).equals(pdf)).toBe(true);
    // what has been begun is removed by its key
    await storage.remove('papers/second');
    expect(existsSync(join(disk.folder, 'papers', 'papers', 'second'))).toBe(false);
    disk.free();
    await storage.keep(path, 'papers/second', 'application/pdf');
    expect((await buffer(await storage.read('papers/second'))).equals(pdf)).toBe(true);
  },
);

testOnSmallDisk('a machine without room for what arrives says so, and nothing of it is left', async () => {
  const disk = aDisk();
  disk.fill();
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const declared = { types: ['application/pdf'], mostBytes: 1_000_000, sha256, folder: disk.folder };
  const receive = () => receiveUpload(Readable.from([pdf]), declared, ({ bytes }) => Promise.resolve(bytes));
  await expect(receive()).rejects.toMatchObject(isUnavailable);
  disk.free();
  expect(readdirSync(disk.folder).filter((name) => name.startsWith('doudi-upload-'))).toEqual([]);
  expect(await receive()).toBe(pdf.length);
});
