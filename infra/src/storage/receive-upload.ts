import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileTypeFromFile } from 'file-type';
import { upTo } from '../http/files/upload.ts';
import { isProblem, shellProblem, unavailable, unfit, type Fault } from '../http/problems/problem.ts';
import type { Scan } from './scan.ts';
import type { UploadRule } from '../http/routing/route.ts';

/** A file that has arrived whole and is what it should be, still on this machine. */
export interface Received {
  readonly path: string;
  /** by its content */
  readonly type: string;
  readonly bytes: number;
}

/** What the sender says of it. */
interface Declared extends UploadRule {
  /** of the content, 64 hexadecimal digits */
  readonly sha256: string;
  /** where it waits until it is judged; the machine's folder for such files, unless given */
  readonly folder?: string;
  /** judges it besides; without one nothing does */
  readonly scan?: Scan | undefined;
}

/**
 * Writes what arrives to a file of this machine, judges it, and has `use` do something with it; whatever happens, the file is gone
 * afterwards. Throws 413 on too much, 422 with every fault (empty, another hash, a type that is not taken) or when it is harmful, 400
 * when it was cut short, 503 when this machine has no room or the scanner is away.
 */
export async function receiveUpload<T>(
  arriving: Readable,
  declared: Declared,
  use: (received: Received) => Promise<T>,
): Promise<T> {
  const { folder: parent = tmpdir() } = declared;
  const folder = await orUnavailable(() => mkdtemp(join(parent, 'doudi-upload-')));
  try {
    return await use(await judged(join(folder, randomUUID()), arriving, declared));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function judged(path: string, arriving: Readable, declared: Declared): Promise<Received> {
  const { bytes, sha256 } = await orUnavailable(() => write(path, arriving, declared));
  const found = bytes === 0 ? undefined : await fileTypeFromFile(path);
  const type = declared.types.find((one) => one === found?.mime);
  const faults: Fault[] = [
    ...(sha256 === declared.sha256.toLowerCase() ? [] : [{ at: '/sha256', fault: otherHash(sha256) }]),
    ...(type ? [] : [{ at: '/', fault: otherType(declared.types, found?.mime) }]),
  ];
  if (!type || faults.length > 0) throw unfit(faults);
  if ((await declared.scan?.({ path, bytes })) === 'harmful') throw unfit([{ at: '/', fault: harmful }]);
  return { path, type, bytes };
}

async function write(path: string, arriving: Readable, { mostBytes }: UploadRule) {
  const hash = createHash('sha256');
  let bytes = 0;
  const count = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(upTo(mostBytes, arriving), count, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return { bytes, sha256: hash.digest('hex') };
}

const otherHash = (is: string) => ({
  zh: `内容的 SHA-256 是 ${is}，与所报不符：传输有误，请重新上传`,
  en: `the SHA-256 of the content is ${is}, another than declared: it was damaged on the way, send it again`,
});
const harmful = {
  zh: '查毒发现有害内容，不予接收',
  en: 'the scanner has found harmful content: it is not taken',
};
const otherType = (types: readonly string[], is = '?') => ({
  zh: `内容须是 ${types.join('、')}；实为 ${is}`,
  en: `the content must be ${types.join(', ')}; it is ${is}`,
});

async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isProblem(error)) throw error;
    if (isCutShort(error)) throw shellProblem('bad-request', {}, { cause: error });
    throw unavailable({ zh: '暂无空间接收文件', en: 'There is no room to receive a file now' }, error);
  }
}

const isCutShort = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
