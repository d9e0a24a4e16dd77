import { z } from 'zod';

/** A whole number as text, between `min` and `max`. */
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .refine((number) => number >= min && number <= max, `is not between ${min} and ${max}`);

const perMinute = (usual: number) => wholeNumber(1, 100_000_000).default(usual);

const network = String.raw`(loopback|linklocal|uniquelocal|[\da-f.:]+(/\d+)?)`;
const proxies = z.string().regex(new RegExp(`^${network}(,${network})*$`, 'i'), 'is no list of networks');

const webAddress = z.url({ protocol: /^https?$/, error: 'is not a web address' });

const publicKey = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('is not JSON');
      return z.NEVER;
    }
  })
  .pipe(
    z.looseObject({ kty: z.enum(['EC', 'RSA', 'OKP']) }).refine((key) => !('d' in key), 'is a private key'),
  );

const rightKey = 'a public JWK as JSON (kty EC, RSA or OKP), if there is no IDENTITY_JWKS_URL';

/** What every service is told. More is added with `serviceSettings.safeExtend({ … })`, which keeps the rule below. */
export const serviceSettings = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'is no PostgreSQL address')
      .describe('postgres://user:password@host:5432/database'),
    TEMPORAL_ADDRESS: z
      .string()
      .regex(/^\S+:\d+$/, 'is not host:port')
      .describe('host:port, as 127.0.0.1:7233'),
    TEMPORAL_NAMESPACE: z.string().default('default'),
    PORT: wholeNumber(0, 65_535).describe('a port, 0 to 65535 (0: a free one)'),
    HOST: z.string().default('127.0.0.1'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    IDENTITY_JWKS_URL: webAddress.optional().describe('the address of the issuer’s public keys'),
    IDENTITY_PUBLIC_KEY: publicKey.optional().describe(rightKey),
    IDENTITY_ISSUER: z.string().describe('the `iss` of accepted tokens'),
    IDENTITY_AUDIENCE: z.string().describe('the `aud` of accepted tokens'),
    TEMPORAL_UI_URL: webAddress.optional().describe('where people open the Temporal UI'),
    GATEWAY_URL: webAddress.optional().describe('where people reach the gateway'),
    /** bytes of one request body */
    BODY_LIMIT: wholeNumber(1_024, 16_777_216).default(65_536).describe('bytes, 1024 to 16777216'),
    /** requests in one minute, counted by all instances of the service together */
    RATE_READS: perMinute(3_000).describe('reads of one caller in a minute'),
    RATE_WRITES: perMinute(600).describe('writes of one caller in a minute'),
    RATE_ADDRESS: perMinute(12_000).describe('requests from one address in a minute'),
    /** requests under way in one process */
    READS_AT_ONCE: wholeNumber(1, 100_000).default(200).describe('reads under way, 1 to 100000'),
    WRITES_AT_ONCE: wholeNumber(1, 100_000).default(100).describe('writes under way, 1 to 100000'),
    CONNECTIONS: wholeNumber(1, 100_000).default(2_000).describe('open connections, 1 to 100000'),
    /** those of one address that is no trusted proxy */
    CONNECTIONS_PER_ADDRESS: wholeNumber(1, 100_000)
      .default(500)
      .describe('open connections of one address, 1 to 100000'),
    /** real milliseconds a statement may take in PostgreSQL, waiting for locks included */
    STATEMENT_MS: wholeNumber(100, 600_000).default(10_000).describe('milliseconds, 100 to 600000'),
    TRUSTED_PROXIES: proxies.default('loopback').describe('networks, as loopback,10.0.0.0/8'),
    /** real milliseconds a stopping service answers /readyz with 503 and everything else as ever, before it closes */
    DRAIN_MS: wholeNumber(0, 60_000).default(0).describe('milliseconds, 0 to 60000'),
  })
  .refine((given) => !given.IDENTITY_JWKS_URL !== !given.IDENTITY_PUBLIC_KEY, {
    path: ['IDENTITY_JWKS_URL or IDENTITY_PUBLIC_KEY'],
    error: 'exactly one of the two must be given',
    // also when other settings are faulty, so that every fault is told at once
    when: () => true,
  });

export type ServiceSettings = z.output<typeof serviceSettings>;
