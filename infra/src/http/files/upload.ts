import { finished, Transform, type Readable } from 'node:stream';
import type { Request } from 'express';
import { wrongContentType } from '../validation/read-body.ts';
import { shellProblem } from '../problems/problem.ts';
import type { UploadRule } from '../routing/route.ts';

const tooLarge = (most: number) =>
  shellProblem('body-too-large', {
    detail: { zh: `最多 ${most} 字节`, en: `At most ${most} bytes are taken` },
  });

/** Throws 415 or 413 when the request says itself that it brings another type or more than is taken: before anything of it is read. */
export function refuseByHead(request: Request, { types, mostBytes }: UploadRule): void {
  if (!types.some((type) => request.is(type) === type)) throw wrongContentType(request, types);
  if (Number(request.get('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes);
}

/**
 * What arrives, up to so many bytes; one more ends it with 413, and what is cut short with ERR_STREAM_PREMATURE_CLOSE. The request
 * itself is left alone, so that its sender can still be answered.
 */
export const upTo = (mostBytes: number, arriving: Readable): Readable => {
  let bytes = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      if (bytes > mostBytes) done(tooLarge(mostBytes));
      else done(null, chunk);
    },
  });
  finished(arriving, (error) => void (error && counted.destroy(error)));
  return arriving.pipe(counted);
};
