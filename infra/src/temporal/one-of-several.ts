import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { watchAddresses } from './watch-addresses.ts';
import { temporalAccess, type TemporalAccess, type TemporalSettings } from './access.ts';

/** Real milliseconds a connection to one of the addresses may take before the next is tried. */
const connectMs = 1_000;

export interface OneOfSeveral {
  /** with one address */
  readonly access: TemporalAccess;
  /** ends what goes through; there is nothing where one address was given */
  readonly close: () => Promise<void>;
}

/**
 * Makes one address of several: a port on loopback, in this process, whose connections go to an address that answers and are
 * cut when it no longer does, so that who uses it connects again and gets another. The libraries take one address each, and of the
 * two only the client would try the next. A single address is used as it is.
 */
export async function oneOfSeveral(access: TemporalAccess): Promise<OneOfSeveral> {
  const addresses = access.address.split(',');
  if (addresses.length === 1) return { access, close: () => Promise.resolve() };
  const open = new Set<Passage>();
  const cut = (address: string) => open.forEach((one) => one.address === address && one.end());
  const watch = watchAddresses(access, addresses, cut);
  const server = createServer({ noDelay: true }, (from) => {
    void pass(from, watch.inOrder()).then((passage) => {
      if (!passage) return;
      open.add(passage);
      passage.ended(() => open.delete(passage));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const close = async () => {
    server.close();
    open.forEach((one) => one.end());
    await watch.close();
  };
  const { port } = server.address() as AddressInfo;
  return { access: { ...access, address: `127.0.0.1:${port}` }, close };
}

/** How the server that the settings name is reached. Throws one sentence for settings that contradict each other. */
export const reachTemporal = (given: Omit<TemporalSettings, 'TEMPORAL_NAMESPACE'>): Promise<OneOfSeveral> =>
  oneOfSeveral(temporalAccess(given));

interface Passage {
  readonly address: string;
  readonly end: () => void;
  readonly ended: (then: () => void) => void;
}

/** Joins a connection to the first of the addresses that takes one; ends it when none does. */
async function pass(from: Socket, addresses: readonly string[]): Promise<Passage | undefined> {
  from.on('error', () => undefined).pause();
  for (const address of addresses) {
    const to = await connected(address);
    if (!to) continue;
    const end = () => (from.destroy(), to.destroy());
    from.on('close', end).pipe(to);
    to.on('error', end).on('close', end).pipe(from);
    if (from.destroyed) end();
    return { address, end, ended: (then) => void to.once('close', then) };
  }
  from.destroy();
  return undefined;
}

function connected(address: string): Promise<Socket | undefined> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), noDelay: true });
    const give = (result?: Socket) => {
      clearTimeout(late);
      if (!result) socket.destroy();
      resolve(result);
    };
    const late = setTimeout(give, connectMs);
    socket.once('error', () => give()).once('connect', () => give(socket));
  });
}
