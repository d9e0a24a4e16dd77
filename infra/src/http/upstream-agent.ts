import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';

type Connected = (error: Error | null, socket?: Socket) => void;

/** Real milliseconds a connection may take. */
const connectMs = 2_000;

/**
 * Connects to the instance asked for, or, when it refuses, to the next. A request waits for its connection before anything of it is
 * sent, so nothing is lost and nothing is done twice.
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
    const inTurn = [...addresses.slice(first), ...addresses.slice(0, first)];
    connectToOne(inTurn, connected);
  };
  return Object.assign(agent, { createConnection });
}

function connectToOne([address, ...others]: readonly URL[], connected: Connected): void {
  if (!address) return connected(new Error('no instance is known'));
  const socket = connect({
    host: address.hostname.replace(/^\[|\]$/g, ''),
    port: Number(address.port || 80),
  });
  socket.setTimeout(connectMs, () =>
    socket.destroy(Object.assign(new Error('connect timed out'), { code: 'ECONNREFUSED' })),
  );
  const failed = (error: Error) => (others.length > 0 ? connectToOne(others, connected) : connected(error));
  socket.once('error', failed);
  socket.once('connect', () => {
    socket.setTimeout(0);
    socket.off('error', failed);
    connected(null, socket);
  });
}
