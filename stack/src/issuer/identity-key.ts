import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { readKeptFile, writeKeptFile } from '@doudi/local';
import { audience } from './identity.ts';
import type { Person } from './people.ts';

export interface Signing {
  /** the demo issuer's name */
  readonly issuer: string;
  /** file of the private key that signs tokens */
  readonly identityKey: string;
}

/** Makes the data set's ES256 key pair if there is none; answers the file of the private key, for its user alone. */
export async function ensureIdentityKey(folder: string): Promise<string> {
  const file = join(folder, 'identity-key.json');
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    writeKeptFile(file, JSON.stringify(await exportJWK(privateKey)));
  }
  await readIdentityKey(file);
  return file;
}

const afterRemoval = 'the next start makes another, and tokens signed so far are refused';

function isPrivateKey(content: unknown): content is JWK {
  const key = Object(content) as JWK;
  return [key.kty, key.x, key.y, key.d].every((part) => typeof part === 'string');
}

/** The private key in `file`, with its thumbprint (RFC 7638) as its name. */
export async function readIdentityKey(file: string): Promise<JWK> {
  const key = readKeptFile(file, { afterRemoval, isWhole: isPrivateKey });
  return { ...key, alg: 'ES256', use: 'sig', kid: await calculateJwkThumbprint(key) };
}

/** The claims of a person’s or system’s token besides the subject. */
export const claimsOf = ({ roles, department, uscc }: Person) => ({
  roles,
  ...(department && { department }),
  ...(uscc && { uscc }),
});

/** A token for a sample person, good for twelve hours, as the demo issuer would sign it. */
export async function signToken({ issuer, identityKey }: Signing, person: Person): Promise<string> {
  const { kid = '', ...key } = await readIdentityKey(identityKey);
  return new SignJWT(claimsOf(person))
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
    .setSubject(person.subject)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('12h')
    .sign(await importJWK(key, 'ES256'));
}
