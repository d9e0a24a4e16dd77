import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { openStorage, type Storage } from './storage.ts';

jest.setTimeout(120_000);

/** The path of a `versitygw`, a server that speaks S3 over a folder: with it, what holds of a folder is held against a bucket, too. */
const gateway = process.env['DOUDI_S3_GATEWAY'];

interface Kept {
  readonly storage: Storage;
  /** whether anything is left of what was removed */
  readonly left: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

function inFolder(folder: string): Promise<Kept> {
  const location = join(folder, 'kept');
  const storage = openStorage({ STORAGE_FOLDER: location, STORAGE_REGION: 'none' });
  const [left, close] = [() => filesIn(location), () => Promise.resolve()];
  return Promise.resolve({ storage, left, close });
}

async function inBucket(folder: string): Promise<Kept> {
  const [port, location] = [await freePort(), join(folder, 'buckets')];
  await mkdir(location);
  const [id, secret] = ['doudi-test', randomBytes(16).toString('hex')];
  const server = spawn(gateway ?? '', ['--port', `127.0.0.1:${port}`, 'posix', location], {
    env: { ROOT_ACCESS_KEY: id, ROOT_SECRET_KEY: secret },
    stdio: 'ignore',
  });
  const given = {
    ...{
      STORAGE_BUCKET: 'papers',
      STORAGE_ENDPOINT: `http://127.0.0.1:${port}`,
      STORAGE_REGION: 'us-east-1',
    },
    ...{ STORAGE_KEY_ID: id, STORAGE_SECRET: secret },
  };
  const credentials = { accessKeyId: id, secretAccessKey: secret };
  await makeBucket(new S3Client({ endpoint: given.STORAGE_ENDPOINT, region: 'us-east-1', forcePathStyle: true, credentials })); // prettier-ignore
  const left = () => filesIn(join(location, 'papers'));
  return { storage: openStorage(given), left, close: () => ended(server) };
}

async function makeBucket(client: S3Client): Promise<void> {
  const until = Date.now() + 30_000;
  for (;;)
    try {
      await client.send(new CreateBucketCommand({ Bucket: 'papers' }));
      return client.destroy();
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(100);
    }
}

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.sgwtmp'))
    .map(({ name }) => name);

async function ended(server: ChildProcess): Promise<void> {
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  await exited;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe.each([
  { called: 'a folder', open: inFolder },
  ...(gateway ? [{ called: 'a bucket', open: inBucket }] : []),
])('$called', ({ open }) => {
  let folder: string;
  let kept: Kept;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'doudi-storage-'));
    kept = await open(folder);
  });
  afterAll(async () => {
    await kept.close();
    await rm(folder, { recursive: true });
  });
  const keep = async (key: string, content: Buffer) => {
    const path = join(folder, 'arrived');
    await writeFile(path, content);
    await kept.storage.keep(path, key, 'application/pdf');
  };

  test('gives back what it was given, 100 MB as well as one byte, and what came last under a key', async () => {
    const large = randomBytes(100_000_000);
    await keep('papers/large', large);
    await keep('papers/small', Buffer.from('1'));
    await keep('papers/small', Buffer.from('2'));
    expect((await buffer(await kept.storage.read('papers/large'))).equals(large)).toBe(true);
    expect(await buffer(await kept.storage.read('papers/small'))).toEqual(Buffer.from('2'));
  });

  test('copies a content to another key, says how large it is, and that there is none', async () => {
    await kept.storage.copy('papers/small', 'copies/small');
    expect(await buffer(await kept.storage.read('copies/small'))).toEqual(Buffer.from('2'));
    const sizes = ['copies/small', 'papers/large', 'copies/none'].map((key) => kept.storage.measure(key));
    expect(await Promise.all(sizes)).toEqual([1, 100_000_000, undefined]);
    await expect(kept.storage.copy('papers/none', 'copies/none')).rejects.toMatchObject({
      problem: { status: 503 },
    });
    await kept.storage.remove('copies/small');
  });

  test('lists every key under which there is something, so many at a time as are asked for', async () => {
    const pages: (readonly string[])[] = [];
    for await (const keys of kept.storage.list(1)) pages.push(keys);
    expect(pages.every(({ length }) => length === 1)).toBe(true);
    expect(
      pages
        .flat()
        .filter((key) => key.includes('/'))
        .toSorted(),
    ).toEqual(['papers/large', 'papers/small']);
  });

  test('says that a content is away before anything of it is sent', async () => {
    await expect(kept.storage.read('papers/none')).rejects.toMatchObject({ problem: { status: 503 } });
  });

  test('keeps nothing of what is removed, also when it is removed again', async () => {
    for (const key of ['papers/large', 'papers/small', 'papers/small']) await kept.storage.remove(key);
    expect(await kept.left()).toEqual([]);
  });
});
