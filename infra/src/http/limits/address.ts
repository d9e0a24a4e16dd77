import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';

/** Whether an address is one of these networks. */
export type IsTrusted = (address: string) => boolean;

/**
 * Whether an address is one of `networks`, a list such as `loopback,10.0.0.0/8`; `loopback`, `linklocal` and `uniquelocal` are names
 * that `proxy-addr` knows. An empty list trusts none. Throws when one of them is no network.
 */
export function trustedProxies(networks: string): IsTrusted {
  const isListed = proxyAddr.compile(networks === '' ? [] : networks.split(','));
  return (address) => isListed(address, 0);
}

/**
 * Whom an address limit counts: the address of the connection, or, while that is a trusted proxy, the next one it names in
 * X-Forwarded-For, from the right. What is no address is not believed: then the proxy that named it is counted.
 */
export function callerAddress(request: IncomingMessage, isTrusted: IsTrusted): string {
  const hops = proxyAddr.all(request, isTrusted);
  return countedAddress(hops.findLast((hop) => isIP(hop) !== 0) ?? '');
}

/** One IPv4 address, or one IPv6 network of 64 bits, which is the least a household is given (RFC 6177). */
export function countedAddress(address: string): string {
  if (isIP(address) === 0) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${new ipaddr.IPv6([...parsed.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`;
}

/** Asked from this machine itself, not through a proxy on it. */
export const isFromHere = ({ socket: { remoteAddress = '' }, headers }: IncomingMessage): boolean =>
  isIP(remoteAddress) !== 0 &&
  ipaddr.process(remoteAddress).range() === 'loopback' &&
  !headers['x-forwarded-for'] &&
  !headers['forwarded'];
