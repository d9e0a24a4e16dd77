import { expect, test } from '@jest/globals';
import { databaseAccess } from './database-access.ts';

test('an address is told to each program by its names, with what is quoted in it', () => {
  const { ofTool, ofServer, urlOf } = databaseAccess('postgres://me%40here:p%22w%5Cd@db.test/doudi?x=1');
  expect(ofTool).toEqual({
    ...{ SQL_PLUGIN: 'postgres12', SQL_HOST: 'db.test', SQL_PORT: '5432' },
    // these put it into an address as it is
    ...{ SQL_USER: 'me%40here', SQL_PASSWORD: 'p"w\\d' },
  });
  expect(ofServer).toMatchObject({ connectAddr: 'db.test:5432', user: 'me%40here', password: 'p"w\\d' });
  expect(ofServer).not.toHaveProperty('tls');
  expect(urlOf('other')).toBe('postgres://me%40here:p%22w%5Cd@db.test/other?x=1');
});

test.each([
  ['require', false],
  ['verify-full', true],
])('sslmode=%s is kept', (mode, verified) => {
  const { ofTool, ofServer } = databaseAccess(
    `postgres://me:pw@db.test/doudi?sslmode=${mode}&sslrootcert=/ca.pem`,
  );
  expect(ofTool).toMatchObject({ SQL_TLS: 'true', SQL_TLS_DISABLE_HOST_VERIFICATION: String(!verified) });
  expect(ofServer).toMatchObject({
    tls: { enabled: true, enableHostVerification: verified, caFile: '/ca.pem' },
  });
});

test('an address without user or host is refused', () => {
  expect(() => databaseAccess('postgres://db.test/doudi')).toThrow(/with user and host/);
});
