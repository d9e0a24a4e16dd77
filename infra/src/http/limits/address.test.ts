import { expect, test } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { callerAddress, countedAddress, trustedProxies } from './address.ts';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8::1', '2001:db8::/64'],
  ['2001:0DB8:0:0:ffff::2', '2001:db8::/64'],
  ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['::1', '::/64'],
  ['', 'unknown'],
  ['unix', 'unknown'],
])('%s counts as %s', (address, counted) => {
  expect(countedAddress(address)).toBe(counted);
});

const asked = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

test.each([
  ['nothing is named', '192.0.2.1', undefined, '192.0.2.1'],
  ['the connection is of no proxy', '192.0.2.1', '198.51.100.7', '192.0.2.1'],
  ['a trusted proxy names an address', '127.0.0.1', '198.51.100.7', '198.51.100.7'],
  ['two trusted proxies name addresses', '127.0.0.1', '198.51.100.7, 10.0.0.1', '198.51.100.7'],
  ['the caller has named another to the proxy', '127.0.0.1', '203.0.113.9, 198.51.100.7', '198.51.100.7'],
  ['what is named is no address', '127.0.0.1', 'me', '127.0.0.1'],
  ['what is named has a port', '127.0.0.1', '198.51.100.7:80', '127.0.0.1'],
  ['what is named is nothing', '127.0.0.1', ' , ', '127.0.0.1'],
  ['a proxy behind a proxy names no address', '127.0.0.1', '203.0.113.9, me, 10.0.0.1', '10.0.0.1'],
])('where %s (%s, %s), %s is counted', (_why, remoteAddress, forwarded, counted) => {
  const isTrusted = trustedProxies('loopback,10.0.0.0/8');
  expect(callerAddress(asked(remoteAddress, forwarded), isTrusted)).toBe(counted);
});

test.each([
  ['loopback', '127.0.0.1', true],
  ['loopback', '::ffff:127.0.0.1', true],
  ['loopback', '192.0.2.7', false],
  ['loopback,10.0.0.0/8', '10.1.2.3', true],
  ['loopback', '', false],
  ['', '127.0.0.1', false],
])('of the networks "%s", %s is one: %s', (networks, address, is) => {
  expect(trustedProxies(networks)(address)).toBe(is);
});
test.each(['everybody', '10.0.0.0/33', '300.0.0.1'])('%s is no network', (network) => {
  expect(() => trustedProxies(network)).toThrow();
});
