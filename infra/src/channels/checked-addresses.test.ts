import { describe, expect, test } from '@jest/globals';
import { checkedAddresses, mayReach } from './checked-addresses.ts';

const strict = { isListed: () => false, isProduction: true };
const listing = { isListed: () => true, isProduction: true };
const trying = { isListed: () => true, isProduction: false };

describe('of addresses', () => {
  test.each(['8.8.8.8', '114.114.114.114', '2400:3200::1', '2001:da8::1'])('%s is reached', (address) => {
    expect(mayReach(address, strict)).toBe(true);
  });

  test.each(['10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', 'fd00::1', '::ffff:10.0.0.1'])(
    '%s is reached only where its network is listed',
    (address) => {
      expect([mayReach(address, strict), mayReach(address, listing)]).toEqual([false, true]);
    },
  );

  test.each(['127.0.0.1', '127.9.9.9', '::1', '::127.0.0.1', '::ffff:127.0.0.1'])(
    '%s is this machine, which is reached only outside production and where it is listed',
    (address) => {
      const outside = { isListed: () => false, isProduction: false };
      expect([listing, outside, trying].map((rule) => mayReach(address, rule))).toEqual([false, false, true]);
    },
  );

  test.each([
    ...['0.0.0.0', '0.1.2.3', '169.254.169.254', '224.0.0.1', '255.255.255.255', '240.0.0.1', '192.0.2.1'],
    ...['198.18.0.1', '::', 'fe80::1', 'fec0::1', 'ff02::1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1'],
    ...['::ffff:169.254.169.254', '::ffff:0:127.0.0.1', '2001:db8::1', '4000::1', 'localhost', ''],
  ])('%s is never reached', (address) => {
    expect(mayReach(address, trying)).toBe(false);
  });
});

describe('a URL', () => {
  const addressesOf = (url: string, ...found: string[]) =>
    checkedAddresses(new URL(url), {
      ...trying,
      isListed: (address) => address.startsWith('127.'),
      resolve: () => Promise.resolve(found),
    });

  test('is refused when one of the addresses of its name is', async () => {
    expect(await addressesOf('https://a.test/', '8.8.8.8', '2400:3200::1')).toEqual([
      '8.8.8.8',
      '2400:3200::1',
    ]);
    expect(await addressesOf('https://a.test/', '8.8.8.8', '10.0.0.1')).toBeUndefined();
    expect(await addressesOf('https://a.test/')).toBeUndefined();
  });

  test('of plain HTTP leads to this machine only', async () => {
    expect(await addressesOf('http://a.test/', '8.8.8.8')).toBeUndefined();
    expect(await addressesOf('http://a.test/', '127.0.0.1')).toEqual(['127.0.0.1']);
  });

  test.each([
    'https://[::1]/',
    'https://0/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://[::ffff:7f00:1]/',
  ])('with an address for a host is judged by that address: %s', async (url) => {
    const rule = { ...strict, resolve: () => Promise.resolve(['8.8.8.8']) };
    expect(await checkedAddresses(new URL(url), rule)).toBeUndefined();
  });
});
