import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { givenIdentity, refuseDemoIssuer } from './identity.ts';
import { up } from '../up.ts';

const given = {
  IDENTITY_JWKS_URL: 'https://issuer.test/keys',
  IDENTITY_ISSUER: 'https://issuer.test',
  IDENTITY_AUDIENCE: 'doudi-city',
};

describe('an issuer that is given', () => {
  test('is taken by its three settings', () => {
    expect(givenIdentity({ ...given, OTHER: 'x' })).toEqual({
      jwksUrl: given.IDENTITY_JWKS_URL,
      issuer: given.IDENTITY_ISSUER,
      audience: given.IDENTITY_AUDIENCE,
    });
  });
  test('is none where none of them is', () => {
    expect(givenIdentity({ IDENTITY_ISSUER: '' })).toBeUndefined();
  });
  test.each(Object.keys(given))('is refused without %s', (name) => {
    expect(() => givenIdentity({ ...given, [name]: '' })).toThrow(`missing: ${name}.`);
  });
});

test.each([undefined, 'development', 'test'])(
  'the demo issuer may be started where NODE_ENV is %s',
  (nodeEnv) => {
    expect(() => refuseDemoIssuer(nodeEnv)).not.toThrow();
  },
);

test('in production nothing is started without an issuer: a failure in one sentence', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'doudi-test-'));
  const reports: string[] = [];
  const options = { dataFolder, cacheFolder: dataFolder, temporary: true, nodeEnv: 'production' };
  await expect(up({ ...options, report: (sentence) => void reports.push(sentence) })).rejects.toMatchObject({
    sentence:
      'In production an issuer must be given by IDENTITY_JWKS_URL, IDENTITY_ISSUER, IDENTITY_AUDIENCE: the demo issuer asks nobody for a password.',
  });
  expect(reports).toEqual([]);
  rmSync(dataFolder, { recursive: true, force: true });
});
