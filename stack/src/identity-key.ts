import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { Person } from './people.ts';

/** Who signs and for whom: the stack's own issuer, in place of a city's. */
export const issuer = 'https://identity.doudi.example';
export const audience = 'doudi';

/** Makes the data set's ES256 key pair if there is none; answers the file of the private key and the public key. */
export async function ensureIdentityKey(folder: string): Promise<{ file: string; publicKey: JWK }> {
  const file = join(folder, 'identity-key.json');
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    writeFileSync(file, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
  }
  const { d: _secret, ...publicKey } = JSON.parse(readFileSync(file, 'utf8')) as JWK;
  return { file, publicKey };
}

/** A token for a sample person, good for twelve hours, signed with the private key in `keyFile`. */
export async function signToken(
  keyFile: string,
  { subject, roles, department, uscc }: Person,
): Promise<string> {
  const key = await importJWK(JSON.parse(readFileSync(keyFile, 'utf8')) as JWK, 'ES256');
  return new SignJWT({ roles, ...(department && { department }), ...(uscc && { uscc }) })
    .setProtectedHeader({ alg: 'ES256' })
    .setSubject(subject)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('12h')
    .sign(key);
}
