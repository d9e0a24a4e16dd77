import { z } from 'zod';
import { temporalSettings } from '../temporal/access.ts';
import { trustedProxies } from '../http/limits/address.ts';
import { allSettableLimits, type LimitSetting } from '../http/limits/limit-table.ts';

/** A whole number as text, between `min` and `max`. */
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .refine((number) => number >= min && number <= max, `is not between ${min} and ${max}`);

type WholeNumber = z.ZodType<number, string | undefined>;

/** The limits of the table, each a setting. */
export const limitSettings = Object.fromEntries(
  allSettableLimits.map(({ setting, usual, least, most, unit, counts }) => [
    setting,
    wholeNumber(least, most).default(usual).describe(`${counts}, ${unit}: ${least} to ${most}`),
  ]),
) as unknown as Readonly<Record<LimitSetting, WholeNumber>>;

const proxies = z.string().refine((networks) => {
  try {
    return trustedProxies(networks) !== undefined;
  } catch {
    return false;
  }
}, 'is no list of networks');

/** How notices go out beside the inbox. */
const channelSettings = {
  /** real seconds for which notices are gathered, so that many at once make one message */
  NOTICES_GATHERED_SECONDS: wholeNumber(0, 3_600).default(60).describe('seconds, 0 to 3600'),
  /** networks that webhooks may lead to though they are private; outside production also this machine */
  WEBHOOK_NETWORKS: proxies.default('').describe('networks, as 10.20.0.0/16'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'is no address of a mail server' })
    .optional()
    .describe('smtp://user:password@host:587'),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<?[^\s<>@]+@[A-Za-z0-9.-]+>?$/, 'is no mail address')
    .optional()
    .describe('the sender of mails, as Doudi <doudi@example.cn>'),
  /** real minutes between two mails to one person, at least */
  MAIL_EVERY_MINUTES: wholeNumber(0, 1_440).default(10).describe('minutes, 0 to 1440'),
} as const;
/** Where spans are sent, and how many: the names are those of OpenTelemetry, which reads all but the first by itself. */
const tracingSettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'is not a web address' })
    .optional()
    .describe('a collector that speaks OTLP by HTTP, as http://127.0.0.1:4318'),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional().describe('headers for it, as name=value,name=value'),
  OTEL_TRACES_SAMPLER: z
    .enum(['always_on', 'always_off', 'traceidratio', 'parentbased_traceidratio'])
    .optional()
    .describe('which traces are taken; all, unless set'),
  OTEL_TRACES_SAMPLER_ARG: z.string().optional().describe('of ratios, 0 to 1'),
} as const;
export const tracingSettingNames = Object.keys(tracingSettings) as (keyof typeof tracingSettings)[];

export type ChannelSetting = keyof typeof channelSettings;
export const channelSettingNames = Object.keys(channelSettings) as ChannelSetting[];

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

/** The settings of every service. More are added with `serviceSettings.safeExtend({ … })`, which keeps the rule below. */
export const serviceSettings = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'is no PostgreSQL address')
      .describe('postgres://user:password@host:5432/database'),
    ...temporalSettings.shape,
    PORT: wholeNumber(0, 65_535).describe('a port, 0 to 65535 (0: a free one)'),
    HOST: z.string().default('127.0.0.1'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    IDENTITY_JWKS_URL: webAddress.optional().describe('the address of the issuer’s public keys'),
    IDENTITY_PUBLIC_KEY: publicKey.optional().describe(rightKey),
    IDENTITY_ISSUER: z.string().describe('the `iss` of accepted tokens'),
    IDENTITY_AUDIENCE: z.string().describe('the `aud` of accepted tokens'),
    TEMPORAL_UI_URL: webAddress.optional().describe('where people open the Temporal UI'),
    GATEWAY_URL: webAddress.optional().describe('where people open the gateway'),
    ...limitSettings,
    WORKFLOWS_CACHED: wholeNumber(10, 100_000).default(500).describe('workflows in memory, 10 to 100000'),
    TRUSTED_PROXIES: proxies.default('loopback').describe('networks, as loopback,10.0.0.0/8'),
    /** real milliseconds a stopping service answers /readyz with 503 and everything else as ever, before it closes */
    DRAIN_MS: wholeNumber(0, 60_000).default(0).describe('milliseconds, 0 to 60000'),
    ...channelSettings,
    ...tracingSettings,
  })
  .refine((given) => !given.IDENTITY_JWKS_URL !== !given.IDENTITY_PUBLIC_KEY, {
    path: ['IDENTITY_JWKS_URL or IDENTITY_PUBLIC_KEY'],
    error: 'exactly one of the two must be given',
    // also when other settings are faulty, so that every fault is reported at once
    when: () => true,
  })
  .refine((given) => !given.SMTP_URL === !given.MAIL_FROM, {
    path: ['SMTP_URL or MAIL_FROM'],
    error: 'both must be given, or neither',
    when: () => true,
  });

export type ServiceSettings = z.output<typeof serviceSettings>;
