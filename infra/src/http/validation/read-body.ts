import { isUtf8 } from 'node:buffer';
import express, { type Request, type Response } from 'express';
import { wordsOf } from '../../words.ts';
import { shellProblem, type Problem } from '../problems/problem.ts';
import { fixedLimits } from '../limits/limit-table.ts';
import type { ShellProblem } from '../problems/problem-types.ts';

/** Makes a reader of JSON bodies up to `limit` bytes that arrive within `ms`. A request without a body reads as undefined. */
export function bodyReader(limit: number, ms: number = fixedLimits.request.usual) {
  const parse = express.json({
    limit,
    strict: false,
    verify: (_request, _response, bytes, charset) => {
      if (charset === 'utf-8' && !isUtf8(bytes)) throw shellProblem('broken-encoding');
    },
  });
  return async (request: Request, response: Response): Promise<unknown> => {
    if (request.get('content-length') !== '0' && request.is('application/json') === false)
      throw wrongContentType(request, ['application/json']);
    let tooSlow: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      if (Number(request.get('content-length') ?? 0) > limit) return reject(tooLarge(limit));
      refuseBeyond(request, limit, reject);
      tooSlow = setTimeout(() => reject(shellProblem('too-slow')), ms);
      parse(request, response, (error?: unknown) => (error instanceof Error ? reject(error) : resolve()));
    }).finally(() => clearTimeout(tooSlow));
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

/** The body is of none of these media types. */
export const wrongContentType = (request: Request, types: readonly string[]) => {
  const is = request.get('content-type') ?? '–';
  const taken = types.join(', ');
  return shellProblem('wrong-content-type', {
    detail: { zh: `须为 ${taken}；实为 ${is}`, en: `It takes ${taken}; this is ${is}` },
  });
};

/** What the body parser reports with an error (its documentation, "Errors"). */
interface BodyError extends Error {
  readonly status: number;
  readonly type?: string;
  readonly body?: unknown;
  readonly limit?: number;
  readonly length?: number;
}

const isBodyError = (error: unknown): error is BodyError =>
  error instanceof Error &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500;

/** The problem of a body that could not be read; undefined for any other error. */
export function unreadable(error: unknown): Problem | undefined {
  if (!isBodyError(error)) return undefined;
  const [type, details = {}] = bodyProblems[error.type ?? '']?.(error) ?? ['bad-request'];
  return shellProblem(type, details, { cause: error });
}

type BodyProblem = [type: ShellProblem, details?: Parameters<typeof shellProblem>[1]];

const tooLargeBody = (limit: number): BodyProblem => [
  'body-too-large',
  { detail: { zh: `最多 ${limit} 字节`, en: `At most ${limit} bytes are taken` } },
];

/** A body of more than `limit` bytes. */
export const tooLarge = (limit: number): Problem => shellProblem(...tooLargeBody(limit));

const bodyProblems: Readonly<Record<string, (error: BodyError) => BodyProblem>> = {
  // of one that grows too large as it is unpacked
  'entity.too.large': ({ limit }) => tooLargeBody(limit ?? 0),
  'entity.parse.failed': ({ body }) => ['broken-json', typeof body === 'string' ? brokenAt(body) : {}],
  'charset.unsupported': ({ message }) => ['wrong-charset', { detail: wordsOf(message) }],
  'encoding.unsupported': ({ message }) => ['wrong-encoding', { detail: wordsOf(message) }],
};

/** Where a text stops being JSON: `position` counts characters from 0, line and column from 1. */
function brokenAt(text: string) {
  const position = firstFault(text);
  const lines = text.slice(0, position).split('\n');
  const [line, column] = [lines.length, (lines.at(-1)?.length ?? 0) + 1];
  const isCut = position >= text.length;
  const zh = `第 ${line} 行第 ${column} 列${isCut ? '过早结束' : '出错'}`;
  const en = `It ${isCut ? 'ends too early,' : 'breaks'} at line ${line}, column ${column}`;
  return { detail: { zh, en }, position };
}

/** The engine does not always say where, so: the longest beginning that could still become JSON ends before the fault. */
function firstFault(text: string): number {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (mayGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

/** Whether a beginning is JSON so far: it parses, or the parser only misses what would come next. */
function mayGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const { message } = error as SyntaxError;
    const at = /at position (\d+)/.exec(message)?.[1];
    return at ? Number(at) >= beginning.length : message.startsWith('Unexpected end');
  }
}
