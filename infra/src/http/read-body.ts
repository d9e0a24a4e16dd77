import { isUtf8 } from 'node:buffer';
import express, { type Request, type Response } from 'express';
import { wordsOf } from '../words.ts';
import { shellProblem } from './problem.ts';

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
      parse(request, response, (error?: unknown) => (error instanceof Error ? reject(error) : resolve()));
    });
    return request.body as unknown;
  };
}

const wrongContentType = (request: Request) =>
  shellProblem('wrong-content-type', {
    detail: wordsOf(`Content-Type: ${request.get('content-type') ?? '-'}`),
  });
