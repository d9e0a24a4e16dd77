import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { tokenVerifier } from '@doudi/infra/identity';
import type { Caller } from '@doudi/infra/http';

/** An issuer for tests: `bearer(caller)` is an Authorization header that `verify` accepts. */
export async function testIdentity() {
  const { privateKey, publicKey: key } = await generateKeyPair('ES256', { extractable: true });
  const publicKey = await exportJWK(key);
  const source = { publicKey, issuer: 'https://issuer.test', audience: 'doudi' };

  const bearer = async (
    { subject, ...claims }: Caller,
    { expires = '5m', audience = source.audience } = {},
  ) => {
    const token = new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256' }).setSubject(subject);
    const bounded = token.setIssuer(source.issuer).setAudience(audience).setExpirationTime(expires);
    return `Bearer ${await bounded.sign(privateKey)}`;
  };
  return { ...source, privateKey, verify: tokenVerifier(source), bearer };
}
