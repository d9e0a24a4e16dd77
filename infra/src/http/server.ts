import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failure } from '../failure.ts';

/** Real milliseconds: a request must have arrived whole, and at a stop answers may still be given, within these. */
const limits = { requestTimeout: 30_000, headersTimeout: 10_000, lastAnswersMs: 3_000, sweepMs: 100 };

/** Listens; rejects with one sentence when the port is taken. `close` lets answers finish and ends idle connections. */
export async function openServer(listener: RequestListener, { host, port }: { host: string; port: number }) {
  const server = createServer(limits, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(readable(error, host, port)));
    server.listen(port, host, resolve);
  });
  const { address, port: bound } = server.address() as AddressInfo;
  const name = address.includes(':') ? `[${address}]` : address;
  return { url: `http://${name}:${bound}`, close: () => closeServer(server) };
}

const readable = (error: NodeJS.ErrnoException, host: string, port: number) =>
  error.code === 'EADDRINUSE'
    ? failure(`port ${port} of ${host} is taken by another program`, { cause: error })
    : error;

function closeServer(server: Server): Promise<void> {
  // a connection kept alive becomes idle only after its answer, so it is looked for again and again
  const sweep = setInterval(() => server.closeIdleConnections(), limits.sweepMs);
  const cut = setTimeout(() => server.closeAllConnections(), limits.lastAnswersMs);
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
