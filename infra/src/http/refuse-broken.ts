import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly title: string;
}

/** What node reports of a request that never became one (its documentation, "Event: 'clientError'"). */
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: { status: 431, type: 'headers-too-large', title: 'The headers are too large' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    type: 'body-too-large',
    title: 'The chunk extensions of the body are too large',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    type: 'too-slow',
    title: 'The request did not arrive in time',
  },
};
const notHttp: Refusal = { status: 400, type: 'bad-request', title: 'The request cannot be read' };

/** Answers what is no request, or did not arrive in time, with a problem, and ends its connection. */
export function refuseBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  const { _httpMessage: current } = socket as { _httpMessage?: ServerResponse };
  // an answer that has begun must not be mixed with another
  if (!socket.writable || current?.headersSent) return void socket.destroy();
  const { status, type, title } = refusals[error.code ?? ''] ?? notHttp;
  const requestId = randomUUID();
  const body = JSON.stringify({ type, status, title, requestId });
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
