import { createServer } from 'node:net';

const listen = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });

/** A loopback port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const port = await listen(0);
  if (!port) throw new Error('the system gave no free port on 127.0.0.1');
  return port;
}

/**
 * The ports of which systems give none by themselves: Linux begins at 32768 (ip_local_port_range), macOS and Windows at 49152
 * (IANA's dynamic ports).
 */
const steady = { first: 20_000, count: 12_768 };
const given = new Set<number>();

/**
 * A loopback port for a process that is started again on it: while it is down no other program is given it by chance, and with
 * it the requests that were meant for this one. Each is given once.
 */
export async function steadyPort(): Promise<number> {
  for (;;) {
    const port = steady.first + Math.floor(Math.random() * steady.count);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
}

export const isFree = async (port: number): Promise<boolean> => (await listen(port)) !== undefined;
