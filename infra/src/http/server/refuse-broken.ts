import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ShellProblem } from '../problems/problem-types.ts';
import { shellProblem } from '../problems/problem.ts';
import { problemText } from '../problems/answer-problem.ts';

/** What node reports of a request that never became one (its documentation, "Event: 'clientError'"). */
const refusals: Readonly<Record<string, ShellProblem>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

/** Answers what is no request, or did not arrive in time, with a problem, and ends its connection. */
export function refuseBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  const { _httpMessage: current } = socket as { _httpMessage?: ServerResponse };
  // an answer that has begun must not be mixed with another
  if (!socket.writable || current?.headersSent) return void socket.destroy();
  const { problem } = shellProblem(refusals[error.code ?? ''] ?? 'bad-request');
  const { status } = problem;
  const requestId = randomUUID();
  // its headers, and so its language, were never read
  const body = JSON.stringify(problemText(problem, 'en', requestId));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      '',
      body,
    ].join('\r\n'),
    () => socket.destroy(),
  );
}
