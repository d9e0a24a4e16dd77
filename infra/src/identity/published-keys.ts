import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';

/** Real milliseconds. */
const usual = {
  /** an answer may take */
  answerMs: 3_000,
  /** keys are used before they are asked for again */
  maxAgeMs: 600_000,
  /** between two askings, whatever tokens say */
  cooldownMs: 30_000,
  /** the same while no keys were ever had, so that a start before its issuer is short */
  firstMs: 1_000,
  now: Date.now,
};

/**
 * The keys an issuer publishes, asked for at the first token, every ten minutes, and when a token names one that is not known; then at
 * most every 30 s, so that made-up names cost no request each. While the address cannot be had, the keys known go on.
 */
export function publishedKeys(url: URL, given: Partial<typeof usual> = {}): JWTVerifyGetKey {
  const { answerMs, maxAgeMs, cooldownMs, firstMs, now } = { ...usual, ...given };
  // when to ask is decided here: the library alone would stop verifying when its cache is old, and ask on and on while it fails
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: answerMs,
    cooldownDuration: Infinity,
    cacheMaxAge: Infinity,
  });
  const asked = { at: -Infinity, with: undefined as unknown };
  let fetchedAt = -Infinity;

  const mayAsk = () => keys.reloading || now() >= asked.at + (keys.jwks() ? cooldownMs : firstMs);
  const ask = async () => {
    if (!mayAsk()) throw asked.with;
    asked.at = now();
    try {
      await keys.reload();
      [fetchedAt, asked.with] = [now(), undefined];
    } catch (error) {
      asked.with = error;
      throw error;
    }
  };
  return async (header, token) => {
    if (!keys.jwks()) await ask();
    else if (now() >= fetchedAt + maxAgeMs) await ask().catch(() => undefined);
    try {
      return await keys(header, token);
    } catch (error) {
      // a key that may just be new: unknown, not wrong, while the address cannot be had
      if (!(error instanceof errors.JWKSNoMatchingKey) || (!mayAsk() && !asked.with)) throw error;
      await ask();
      return keys(header, token);
    }
  };
}
