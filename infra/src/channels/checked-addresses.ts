import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The addresses of a host's name. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** What a message may be posted to. */
export interface AddressRule {
  readonly resolve: Resolve;
  /** whether an address is of a network that is listed: private ones are reached only then */
  readonly isListed: (address: string) => boolean;
  /** in production this machine is never reached, listed or not */
  readonly isProduction: boolean;
}

export const resolveByDns: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** Networks that are not the Internet's but can be listed; link-local ones, where clouds keep their keys, cannot. */
const listable: readonly string[] = ['private', 'uniqueLocal', 'carrierGradeNat'];

/** IPv6 as it is given out to networks (RFC 4291): what is beyond it leads elsewhere, as 64:ff9b:: to IPv4. */
const globalIpv6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether a message may be posted to an address. */
export function mayReach(address: string, { isListed, isProduction }: Omit<AddressRule, 'resolve'>): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range === 'loopback') return !isProduction && isListed(address);
  if (range !== 'unicast') return listable.includes(range) && isListed(address);
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalIpv6);
}

const isLoopback = (address: string) => ipaddr.process(address).range() === 'loopback';

/**
 * The addresses of a URL's host, resolved once: connect to these and resolve no more. Undefined when one of them may not be reached,
 * or when it is plain HTTP and one is not this machine.
 */
export async function checkedAddresses(
  { hostname, protocol }: URL,
  rule: AddressRule,
): Promise<readonly string[] | undefined> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await rule.resolve(host) : [host];
  const isFit = (address: string) =>
    mayReach(address, rule) && (protocol === 'https:' || isLoopback(address));
  return addresses.length > 0 && addresses.every(isFit) ? addresses : undefined;
}
