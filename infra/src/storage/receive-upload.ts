import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished, Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileTypeFromFile } from 'file-type';
import { shellProblem, unfit, type Fault } from '../http/problems/problem.ts';
import { tooLarge } from '../http/validation/read-body.ts';
import { orUnavailable } from './or-unavailable.ts';
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
export interface Declared extends UploadRule {
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
  const folder = await orNoRoom(() => mkdtemp(join(parent, 'doudi-upload-')));
  try {
    return await use(await judged(join(folder, randomUUID()), arriving, declared));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function judged(path: string, arriving: Readable, declared: Declared): Promise<Received> {
  const { bytes, sha256 } = await orNoRoom(() => write(path, arriving, declared));
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

/**
 * Writes what arrives, measured as it passes: a byte too many ends it with 413. The request itself is left alone, so that its sender can
 * still be answered; one that is cut short ends it, too.
 */
async function write(path: string, arriving: Readable, { mostBytes }: UploadRule) {
  const hash = createHash('sha256');
  let bytes = 0;
  const measured = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      bytes += chunk.length;
      if (bytes > mostBytes) done(tooLarge(mostBytes));
      else done(null, chunk);
    },
  });
  finished(arriving, (error) => void (error && measured.destroy(error)));
  await pipeline(arriving.pipe(measured), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
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

const noRoom = { zh: '暂无空间接收文件', en: 'There is no room to receive a file now' };

const orNoRoom = <T>(work: () => Promise<T>): Promise<T> =>
  orUnavailable(noRoom, () =>
    work().catch((error: unknown) => {
      throw isCutShort(error) ? shellProblem('bad-request', {}, { cause: error }) : error;
    }),
  );

const isCutShort = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
