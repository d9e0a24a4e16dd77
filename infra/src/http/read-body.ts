import { isUtf8 } from 'node:buffer';
import express, { type Request, type Response } from 'express';
import { problem } from './problem.ts';

const notUtf8 = () => problem({ type: 'broken-encoding', status: 400, title: 'The body is not valid UTF-8' });

/** Makes a reader of JSON bodies up to `limit` bytes. A request without a body reads as undefined. */
export function bodyReader(limit: number) {
  const parse = express.json({
    limit,
    strict: false,
    verify: (_request, _response, bytes, charset) => {
      if (charset === 'utf-8' && !isUtf8(bytes)) throw notUtf8();
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
  problem({
    type: 'wrong-content-type',
    status: 415,
    title: 'The body must be JSON',
    detail: `Send Content-Type: application/json, not ${request.get('content-type') ?? 'none'}`,
  });
