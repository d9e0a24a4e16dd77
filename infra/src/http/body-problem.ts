import { brokenAt } from './broken-json.ts';
import { problem, type Problem } from './problem.ts';

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
  const told = telling[error.type ?? '']?.(error) ?? {
    type: 'bad-request',
    title: 'The request cannot be read',
  };
  return problem({ status: error.status, ...told }, { cause: error });
}

const tooLargeBody = (limit: number) => ({
  type: 'body-too-large',
  title: 'The body is too large',
  detail: `At most ${limit} bytes are taken`,
});

/** A body of more than `limit` bytes. */
export const tooLarge = (limit: number): Problem => problem({ status: 413, ...tooLargeBody(limit) });

const telling: Readonly<
  Record<string, (error: BodyError) => { type: string; title: string; detail?: string }>
> = {
  // of one that grows too large as it is unpacked
  'entity.too.large': ({ limit }) => tooLargeBody(limit ?? 0),
  'entity.parse.failed': ({ body }) => ({
    type: 'broken-json',
    title: 'The body is not valid JSON',
    ...(typeof body === 'string' && brokenAt(body)),
  }),
  'charset.unsupported': ({ message }) => ({
    type: 'wrong-charset',
    title: 'The body must be UTF-8',
    detail: message,
  }),
  'encoding.unsupported': ({ message }) => ({
    type: 'wrong-encoding',
    title: 'The Content-Encoding of the body is not taken',
    detail: message,
  }),
};
