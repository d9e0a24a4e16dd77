import { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import { connectToOne } from './connect-to-one.ts';
import { repeatingSocket } from './repeating-socket.ts';

type Connected = (error: Error | null, socket?: Duplex) => void;

/**
 * Connects to the instance asked for, or, when it refuses, to the next. A request waits for its connection before anything of it is
 * sent. When an instance ends the connection before it has said a word, as one does that was just told to stop, the request is sent
 * once more, to the next: a write bears its Idempotency-Key, so nothing is done twice.
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
    const [its, ...others] = [...addresses.slice(first), ...addresses.slice(0, first)];
    if (!its) return connected(new Error('no instance is known'));
    connectToOne([its, ...others]).then(
      (socket) =>
        connected(
          null,
          repeatingSocket(socket, others.length > 0 ? () => connectToOne([...others, its]) : undefined),
        ),
      (error: Error) => connected(error),
    );
  };
  return Object.assign(agent, { createConnection });
}
