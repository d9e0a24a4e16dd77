import { once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { S3Driver } from 'flydrive/drivers/s3';
import { orUnavailable } from './or-unavailable.ts';
import type { StorageSettings } from './storage-settings.ts';

/** Where the content of files stands. Keys are chosen by the service, of lower-case letters, digits, `-` and `/`. */
export interface Storage {
  /** keeps a file of this machine under a key; one that is there already is replaced */
  readonly keep: (path: string, key: string, type: string) => Promise<void>;
  /** keeps what is under a key under another one, too; rejects when there is nothing */
  readonly copy: (from: string, to: string) => Promise<void>;
  /** how many bytes are under a key; undefined when there is nothing */
  readonly measure: (key: string) => Promise<number | undefined>;
  /** begins to read; rejects when the content cannot be had */
  readonly read: (key: string) => Promise<Readable>;
  /** answers also when there is nothing under the key */
  readonly remove: (key: string) => Promise<void>;
  /** every key under which there is something, at most so many at a time; of a folder all are in memory at once */
  readonly list: (atMost: number) => AsyncIterable<readonly string[]>;
}

/** Real milliseconds until a server of files is given up: to connect, and while nothing moves. */
const patience = { connectionTimeout: 3_000, requestTimeout: 20_000 };

/** Throws 503 `unavailable` from each of its functions while the folder or the bucket is full or away. */
export function openStorage(settings: StorageSettings): Storage {
  const folder = settings.STORAGE_FOLDER && resolve(settings.STORAGE_FOLDER);
  const disk = new Disk(folder ? inFolder(folder) : inBucket(settings));
  return {
    keep: (path, key, type) =>
      orUnavailable(away, async () => {
        await disk.copyFromFs(path, key, { contentType: type });
        if (folder) await flush(folder, key);
      }),
    copy: (from, to) =>
      orUnavailable(away, async () => {
        await disk.copy(from, to);
        if (folder) await flush(folder, to);
      }),
    measure: (key) =>
      orUnavailable(away, async () =>
        (await disk.exists(key)) ? (await disk.getMetaData(key)).contentLength : undefined,
      ),
    read: (key) =>
      orUnavailable(away, async () => {
        const stream = await disk.getStream(key);
        // a folder says that a file is away only when it is opened
        await once(stream, 'readable');
        return stream;
      }),
    remove: (key) => orUnavailable(away, () => disk.delete(key)),
    list: (atMost) => keysOf(disk, atMost),
  };
}

async function* keysOf(disk: Disk, atMost: number): AsyncGenerator<readonly string[]> {
  for (let paginationToken: string | undefined; ;) {
    const options = { recursive: true, ...(paginationToken && { paginationToken }) };
    const listed = await orUnavailable(away, () => disk.listAll('', options));
    const keys = [...listed.objects].flatMap((object) => (object.isFile ? [object.key] : []));
    for (let at = 0; at < keys.length; at += atMost) yield keys.slice(at, at + atMost);
    paginationToken = listed.paginationToken;
    if (!paginationToken) return;
  }
}

const inFolder = (location: string) => new FSDriver({ location, visibility: 'private' });

const inBucket = (given: StorageSettings) =>
  new S3Driver({
    ...{ bucket: given.STORAGE_BUCKET ?? '', region: given.STORAGE_REGION, visibility: 'private' },
    ...(given.STORAGE_ENDPOINT && { endpoint: given.STORAGE_ENDPOINT, forcePathStyle: true }),
    credentials: {
      accessKeyId: given.STORAGE_KEY_ID ?? '',
      secretAccessKey: given.STORAGE_SECRET ?? '',
    },
    supportsACL: false,
    requestHandler: patience,
    maxAttempts: 2,
  });

/** A row in the database names the file from here on: it must outlive the machine as the row does. */
async function flush(folder: string, key: string): Promise<void> {
  for (const path of [join(folder, key), folder]) {
    const handle = await open(path, 'r');
    await handle.sync().finally(() => handle.close());
  }
}

const away = { zh: '文件存储暂不可用', en: 'The storage of files cannot be used now' };

/** Makes the folder of a storage on this machine, so that a wrong setting is seen at start. */
export const prepareFolder = async ({ STORAGE_FOLDER: folder }: Partial<StorageSettings>): Promise<void> => {
  if (folder) await mkdir(folder, { recursive: true, mode: 0o700 });
};
