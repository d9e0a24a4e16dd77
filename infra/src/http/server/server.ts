import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failure } from '../../failure.ts';
import { lastAnswersMs } from '../../service/stop-times.ts';
import { capConnections, type ConnectionCap } from '../limits/cap-connections.ts';
import { fixedLimits } from '../limits/limit-table.ts';
import { closeAfterEarlyAnswers } from './early-answers.ts';
import { refuseBroken } from './refuse-broken.ts';

/** `fixedLimits` in the words of node:http; at a stop, answers may be given for `lastAnswersMs` more. */
const limits = {
  maxHeaderSize: fixedLimits.headers.usual,
  headersTimeout: fixedLimits.head.usual,
  // what is no upload has less: its reader sees to that
  requestTimeout: fixedLimits.uploadTime.usual,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: fixedLimits.idle.usual,
  standstillMs: fixedLimits.standstill.usual,
  lastAnswersMs,
  sweepMs: 100,
};

interface Opening {
  readonly host: string;
  readonly port: number;
  /** connections beyond these are closed at once */
  readonly maxConnections?: number;
  /** how many of them one address may have; without it, any number */
  readonly perAddress?: ConnectionCap;
  /** other limits than the usual; tests use it */
  readonly limits?: Partial<ServerLimits>;
}
export type ServerLimits = typeof limits;

/** Listens; rejects with one sentence when the port is taken. `close` lets answers finish and ends idle connections. */
export async function openServer(listener: RequestListener, { host, port, ...parts }: Opening) {
  const its = { ...limits, ...parts.limits };
  const server = createServer(its, closeAfterEarlyAnswers(listener)).setTimeout(its.standstillMs);
  server.maxConnections = parts.maxConnections ?? 2_000;
  server.on('clientError', refuseBroken);
  if (parts.perAddress) capConnections(server, parts.perAddress);
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
