import { brokenAt } from './broken-json.ts';
import { wordsOf } from '../../words.ts';
import type { ShellProblem } from '../problems/problem-types.ts';
import { shellProblem, type Problem } from '../problems/problem.ts';

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

/** A body that could not be read, told clearly; undefined for any other error. */
export function unreadable(error: unknown): Problem | undefined {
  if (!isBodyError(error)) return undefined;
  const [type, telling = {}] = tellings[error.type ?? '']?.(error) ?? ['bad-request'];
  return shellProblem(type, telling, { cause: error });
}

type Telling = [type: ShellProblem, telling?: Parameters<typeof shellProblem>[1]];

const tooLargeBody = (limit: number): Telling => [
  'body-too-large',
  { detail: { zh: `最多 ${limit} 字节`, en: `At most ${limit} bytes are taken` } },
];

/** A body of more than `limit` bytes. */
export const tooLarge = (limit: number): Problem => shellProblem(...tooLargeBody(limit));

const tellings: Readonly<Record<string, (error: BodyError) => Telling>> = {
  // of one that grows too large as it is unpacked
  'entity.too.large': ({ limit }) => tooLargeBody(limit ?? 0),
  'entity.parse.failed': ({ body }) => ['broken-json', typeof body === 'string' ? brokenAt(body) : {}],
  'charset.unsupported': ({ message }) => ['wrong-charset', { detail: wordsOf(message) }],
  'encoding.unsupported': ({ message }) => ['wrong-encoding', { detail: wordsOf(message) }],
};
