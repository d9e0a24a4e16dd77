import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { serviceSettings } from './service-settings.ts';
import { readSettings } from './settings.ts';

const schema = serviceSettings.safeExtend({ SWEEP_MS: z.string().default('5000') });
const jwk = JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'a', y: 'b' });
const right = {
  DATABASE_URL: 'postgres://doudi:secret@127.0.0.1/doudi',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  PORT: '3001',
  IDENTITY_PUBLIC_KEY: jwk,
  IDENTITY_ISSUER: 'https://issuer.test',
  IDENTITY_AUDIENCE: 'doudi',
  PATH: '/bin',
};
const told = (env: Record<string, string | undefined>): string => {
  try {
    readSettings(schema, env);
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('settings', () => {
  test('have defaults, and what is empty counts as not given', () => {
    expect(readSettings(schema, { ...right, HOST: '', IDENTITY_JWKS_URL: '' })).toMatchObject({
      NODE_ENV: 'development',
      TEMPORAL_NAMESPACE: 'default',
      PORT: 3001,
      HOST: '127.0.0.1',
      BODY_LIMIT: 65_536,
      SWEEP_MS: '5000',
      IDENTITY_PUBLIC_KEY: { kty: 'EC' },
    });
  });
  test('tell every fault at once, what would be right, and no value', () => {
    const message = told({
      DATABASE_URL: 'mysql://me:hush@db',
      PORT: '99999',
      IDENTITY_AUDIENCE: 'doudi',
      NODE_ENV: 'prod',
    });
    expect(message.split('\n')).toEqual([
      'The settings are faulty:',
      expect.stringMatching(/^ {2}NODE_ENV: .*"production"/),
      '  DATABASE_URL: is no PostgreSQL address; right would be postgres://user:password@host:5432/database',
      '  TEMPORAL_ADDRESS: is missing; right would be host:port, as 127.0.0.1:7233, or several with commas between',
      '  PORT: is not between 0 and 65535; right would be a port, 0 to 65535 (0: a free one)',
      '  IDENTITY_ISSUER: is missing; right would be the `iss` of accepted tokens',
      '  IDENTITY_JWKS_URL or IDENTITY_PUBLIC_KEY: exactly one of the two must be given',
    ]);
    expect(message).not.toContain('hush');
  });
  test.each([
    ['both sources of keys', { IDENTITY_JWKS_URL: 'https://issuer.test/jwks' }, 'exactly one of the two'],
    ['neither', { IDENTITY_PUBLIC_KEY: '' }, 'exactly one of the two'],
    ['a key that is not JSON', { IDENTITY_PUBLIC_KEY: '-----BEGIN' }, 'is not JSON'],
    ['a shared secret as key', { IDENTITY_PUBLIC_KEY: '{"kty":"oct","k":"AAAA"}' }, 'IDENTITY_PUBLIC_KEY'],
    ['a private key', { IDENTITY_PUBLIC_KEY: '{"kty":"EC","d":"AAAA"}' }, 'is a private key'],
    ['a port that is no number', { PORT: '0x10' }, 'is not a whole number'],
    ['an address among others without port', { TEMPORAL_ADDRESS: 'a:1, b' }, 'address 2 is not host:port'],
    [
      'an address that is there twice',
      { TEMPORAL_ADDRESS: 'a:1,b:2,a:1' },
      'address 3 is the same as address 1',
    ],
    ['an address without port', { TEMPORAL_ADDRESS: 'localhost' }, 'is not host:port'],
    [
      'a mail server without a sender',
      { SMTP_URL: 'smtp://mail.test' },
      'SMTP_URL or MAIL_FROM: both must be given',
    ],
    [
      'a sender without a mail server',
      { MAIL_FROM: 'a@mail.test' },
      'SMTP_URL or MAIL_FROM: both must be given',
    ],
    ['a sender that adds a header', { MAIL_FROM: 'a@mail.test\nBcc: b@mail.test' }, 'is no mail address'],
    ['a mail server of the web', { SMTP_URL: 'http://mail.test' }, 'is no address of a mail server'],
    [
      'webhooks to what is no network',
      { WEBHOOK_NETWORKS: 'inside' },
      'WEBHOOK_NETWORKS: is no list of networks',
    ],
    ['an address that is none of the web', { TEMPORAL_UI_URL: 'ftp://x' }, 'is not a web address'],
  ])('refuse %s', (_what, env, message) => {
    expect(told({ ...right, ...env })).toContain(message);
  });
});

test.each([
  ['loopback,10.0.0.0/8,fd00::/8', true],
  ['192.0.2.1', true],
  ['', true],
  ['loopback,', false],
  ['everybody', false],
])('TRUSTED_PROXIES may be "%s": %p', (proxies, isFine) => {
  const { success } = serviceSettings.shape.TRUSTED_PROXIES.safeParse(proxies || undefined);
  expect(success).toBe(isFine);
});
