import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Real milliseconds a connection may take. */
const connectMs = 2_000;

/** How often all are tried, and real milliseconds between: one may close in the moment in which the other opens again. */
const rounds = { most: 4, pauseMs: 100 };

/** A connection to the first of these that takes one; throws the error of the last. */
export async function connectToOne(addresses: readonly URL[]): Promise<Socket> {
  let last: unknown;
  for (let round = 0; round < (addresses.length > 1 ? rounds.most : 1); round += 1) {
    if (round > 0) await pause(rounds.pauseMs);
    for (const address of addresses)
      try {
        return await connectTo(address);
      } catch (error) {
        last = error;
      }
  }
  throw last;
}

const connectTo = ({ hostname, port }: URL) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 80) });
    socket.setTimeout(connectMs, () =>
      socket.destroy(Object.assign(new Error('connect timed out'), { code: 'ECONNREFUSED' })),
    );
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.setTimeout(0).off('error', reject).removeAllListeners('timeout');
      resolve(socket);
    });
  });
