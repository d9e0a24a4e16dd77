import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import { connectToOne } from './connect-to-one.ts';
import { repeatingSocket } from './repeating-socket.ts';

type Connected = (error: Error | null, socket?: Duplex) => void;

/**
 * Connects to the instance asked for, or, when it refuses, to the next. A request waits for its connection before anything of it is
 * sent. When an instance ends the connection before it has said a word, as one does that was just told to stop, the request is sent
 * again, to the next: a write bears its Idempotency-Key, so nothing is done twice.
 */
export function upstreamAgent(instances: readonly string[]): Agent {
  const addresses = instances.map((instance) => new URL(instance));
  const agent = new Agent({ keepAlive: false });
  const createConnection = (
    { host, port }: { host: string; port: number | string },
    connected: Connected,
  ) => {
    const first = addresses.findIndex(
      (address) => address.hostname === host && address.port === String(port),
    );
    let turn = Math.max(first, 0);
    const next = () => {
      const from = turn++ % addresses.length;
      return connectToOne([...addresses.slice(from), ...addresses.slice(0, from)]);
    };
    next().then(
      (socket) => connected(null, repeatingSocket(socket, addresses.length > 1 ? next : undefined)),
      (error: Error) => connected(error),
    );
  };
  return Object.assign(agent, { createConnection });
}
