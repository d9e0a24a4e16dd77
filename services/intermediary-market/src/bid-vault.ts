import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** AES-256-GCM: a key of 32 bytes, a nonce of 12, a tag of 16 (NIST SP 800-38D). */
const algorithm = 'aes-256-gcm';
const [keyBytes, ivBytes, tagBytes] = [32, 12, 16];

/** Seals bids with a key for each tender; the keys are wrapped with secrets that stand neither in PostgreSQL nor in Temporal. */
export interface BidVault {
  /** A new key, wrapped. */
  readonly newKey: (about: string) => WrappedKey;
  /** `about` is bound to what is sealed: a sealed text of one place opens at no other. */
  readonly seal: (key: WrappedKey, text: string, about: SealedPlace) => Buffer;
  /** Throws when the secret is another one, or what was sealed has been changed or moved. */
  readonly open: (key: WrappedKey, sealed: Buffer, about: SealedPlace) => string;
}

interface WrappedKey {
  /** tells which secret has wrapped it */
  readonly secretId: string;
  readonly wrapped: Buffer;
}

/** The tender whose key it is, and whose text. */
interface SealedPlace {
  readonly tender: string;
  readonly whose: string;
}

/** The vault with these secrets, each 32 bytes in base64: the first wraps new keys, the others open what was wrapped before. */
export function openBidVault(secrets: readonly string[]): BidVault {
  const known = new Map(secrets.map((secret) => [secretIdOf(secret), Buffer.from(secret, 'base64')]));
  const [newest] = known;
  if (!newest) throw new Error('a vault needs a secret');
  const keyOf = ({ secretId, wrapped }: WrappedKey, tender: string): Buffer => {
    const secret = known.get(secretId);
    if (!secret) throw new Error(`the secret ${secretId}, with which bids were sealed, is not given`);
    return decrypt(secret, wrapped, tender);
  };
  return {
    newKey: (tender) => {
      const [secretId, secret] = newest;
      return { secretId, wrapped: encrypt(secret, randomBytes(keyBytes), tender) };
    },
    seal: (key, text, { tender, whose }) =>
      encrypt(keyOf(key, tender), Buffer.from(text, 'utf8'), `${tender} ${whose}`),
    open: (key, sealed, { tender, whose }) =>
      decrypt(keyOf(key, tender), sealed, `${tender} ${whose}`).toString('utf8'),
  };
}

/** A name of a secret that does not tell it. */
const secretIdOf = (secret: string): string =>
  createHash('sha256').update(`doudi bids ${secret}`).digest('hex').slice(0, 16);

function encrypt(key: Buffer, content: Buffer, about: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(about));
  return Buffer.concat([iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, about: string): Buffer {
  const [iv, content, tag] = [
    sealed.subarray(0, ivBytes),
    sealed.subarray(ivBytes, -tagBytes),
    sealed.subarray(-tagBytes),
  ];
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes })
    .setAAD(Buffer.from(about))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(content), decipher.final()]);
}
