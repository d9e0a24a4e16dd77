import { isIPv6 } from 'node:net';
import type { Request } from 'express';

/**
 * Whom an address limit counts: one IPv4 address, or one IPv6 network of 64 bits, which is the least a household is given
 * (RFC 6177). Behind proxies that are trusted it is the one they name in X-Forwarded-For.
 */
export const addressOf = ({ ip = 'unknown' }: Request): string => countedAddress(ip);

/** The same of an address as the system tells it. */
export function countedAddress(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv6(plain) ? networkOf(plain) : plain.slice(0, 50);
}

function networkOf(address: string): string {
  const [front = '', back] = address.split('%')[0]?.split('::') ?? [];
  const [first, last] = [front, back ?? ''].map((half) => (half === '' ? [] : half.split(':')));
  const gap = back === undefined ? 0 : 8 - (first?.length ?? 0) - (last?.length ?? 0);
  const groups = [...(first ?? []), ...Array<string>(gap).fill('0'), ...(last ?? [])];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** Asked from this machine itself, not through a proxy on it. */
export const isFromHere = ({ socket, headers }: Request): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') &&
  !headers['x-forwarded-for'] &&
  !headers['forwarded'];
