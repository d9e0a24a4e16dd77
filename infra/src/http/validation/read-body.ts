import { isUtf8 } from 'node:buffer';
import express, { type Request, type Response } from 'express';
import { wordsOf } from '../../words.ts';
import { tooLarge } from './body-problem.ts';
import { shellProblem } from '../problems/problem.ts';

/** Makes a reader of JSON bodies up to `limit` bytes. A request without a body reads as undefined. */
export function bodyReader(limit: number) {
  const parse = express.json({
    limit,
    strict: false,
    verify: (_request, _response, bytes, charset) => {
      if (charset === 'utf-8' && !isUtf8(bytes)) throw shellProblem('broken-encoding');
    },
  });
  return async (request: Request, response: Response): Promise<unknown> => {
    if (request.get('content-length') !== '0' && request.is('application/json') === false)
      throw wrongContentType(request);
    await new Promise<void>((resolve, reject) => {
      if (Number(request.get('content-length') ?? 0) > limit) return reject(tooLarge(limit));
      refuseBeyond(request, limit, reject);
      parse(request, response, (error?: unknown) => (error instanceof Error ? reject(error) : resolve()));
    });
    return request.body as unknown;
  };
}

// The parser says that a body is too large only when it has come to its end, which may be never.
function refuseBeyond(request: Request, limit: number, refuse: (why: Error) => void): void {
  let size = 0;
  const count = (chunk: Buffer) => {
    if ((size += chunk.length) <= limit) return;
    request.off('data', count);
    refuse(tooLarge(limit));
  };
  request.on('data', count);
}

const wrongContentType = (request: Request) =>
  shellProblem('wrong-content-type', {
    detail: wordsOf(`Content-Type: ${request.get('content-type') ?? '-'}`),
  });
