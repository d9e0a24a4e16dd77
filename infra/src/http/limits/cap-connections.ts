import type { Server } from 'node:net';
import { countedAddress } from './address.ts';

export interface ConnectionCap {
  /** connections one address may have open, 1 to 100000 */
  readonly most: number;
  /** proxies, which have as many as their own callers need */
  readonly isExempt: (address: string) => boolean;
}

/** Closes at once what an address opens beyond its number of connections, so that nobody alone takes them all. */
export function capConnections(server: Server, { most, isExempt }: ConnectionCap): void {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const { remoteAddress = '' } = socket;
    if (isExempt(remoteAddress)) return;
    const address = countedAddress(remoteAddress);
    const count = (open.get(address) ?? 0) + 1;
    if (count > most) return void socket.destroy();
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 0) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}
