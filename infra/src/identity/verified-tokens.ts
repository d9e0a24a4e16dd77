import { createHash } from 'node:crypto';
import type { Caller } from '../http/routing/role.ts';

/** `mostMs`: real milliseconds a token is believed without being verified again; `most`: how many are remembered. */
const usual = { mostMs: 60_000, most: 1_000, now: Date.now };

/**
 * Who spoke by tokens that were verified, by the digest of the token, until it expires, and a minute at most: so long a key that its
 * issuer has taken back is believed longer than without. The oldest is forgotten when there are too many.
 */
export function verifiedTokens(given: Partial<typeof usual> = {}) {
  const { mostMs, most, now } = { ...usual, ...given };
  const known = new Map<string, { readonly caller: Caller; readonly until: number }>();
  return {
    find(token: string): Caller | undefined {
      const found = known.get(digest(token));
      return found && now() < found.until ? found.caller : undefined;
    },
    /** `expiresAt` in milliseconds since 1970 UTC */
    keep(token: string, caller: Caller, expiresAt: number): void {
      const oldest = known.keys().next();
      if (known.size >= most && !oldest.done) known.delete(oldest.value);
      const key = digest(token);
      // put last, so that what is oldest comes first
      known.delete(key);
      known.set(key, { caller, until: Math.min(expiresAt, now() + mostMs) });
    },
    size: () => known.size,
  };
}

const digest = (token: string) => createHash('sha256').update(token).digest('base64');
