import { isWrite, type Route } from '../routing/route.ts';

/** One limit: the setting that changes it (none where it is fixed), its usual value, and what happens to what goes beyond it. */
export interface Limit<Setting extends string | undefined = string | undefined> {
  readonly setting: Setting;
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly unit: 'in a minute' | 'at once' | 'bytes' | 'ms';
  readonly counts: string;
  readonly beyond: string;
}

const limit = <Setting extends string>(setting: Setting, its: Omit<Limit, 'setting'>): Limit<Setting> => ({
  setting,
  ...its,
});
const perMinute = <Setting extends string>(setting: Setting, usual: number, counts: string) =>
  limit(setting, {
    ...{ usual, least: 1, most: 100_000_000, unit: 'in a minute', counts },
    beyond: '429 `too-many-requests`, Retry-After',
  });
const atOnce = <Setting extends string>(setting: Setting, usual: number, counts: string) =>
  limit(setting, {
    ...{ usual, least: 1, most: 100_000, unit: 'at once', counts },
    beyond: '503 `overloaded` at once, Retry-After',
  });
const connections = <Setting extends string>(setting: Setting, usual: number, counts: string) =>
  limit(setting, { usual, least: 1, most: 100_000, unit: 'at once', counts, beyond: 'closed at once' });
const fixed = (usual: number, unit: Limit['unit'], counts: string, beyond: string): Limit<undefined> => ({
  ...{ setting: undefined, usual, least: usual, most: usual },
  ...{ unit, counts, beyond },
});

/** The classes of routes whose requests are counted apart. A route belongs to the first class that takes it. */
export const rateClasses = {
  public: {
    takes: (route: Route) => route.public === true,
    perMinute: perMinute('RATE_PUBLIC', 60, 'requests of one address to URLs without token'),
    atOnce: atOnce('PUBLIC_AT_ONCE', 20, 'requests to URLs without token under way in a process'),
  },
  read: {
    takes: (route: Route) => !isWrite(route),
    perMinute: perMinute('RATE_READS', 3_000, 'reads of one caller'),
    atOnce: atOnce('READS_AT_ONCE', 200, 'reads under way in a process'),
  },
  upload: {
    takes: (route: Route) => route.upload !== undefined,
    perMinute: perMinute('RATE_UPLOADS', 600, 'uploads of one caller'),
    atOnce: atOnce('UPLOADS_AT_ONCE', 20, 'uploads under way in a process'),
  },
  write: {
    takes: isWrite,
    perMinute: perMinute('RATE_WRITES', 600, 'writes of one caller'),
    atOnce: atOnce('WRITES_AT_ONCE', 100, 'writes under way in a process'),
  },
} as const;
export type RateClass = keyof typeof rateClasses;

/** Counted before the token is verified. */
const addressRate = perMinute('RATE_ADDRESS', 12_000, 'requests from one address');

/** Limits that are not of a class. */
const settableLimits = [
  addressRate,
  connections('CONNECTIONS', 2_000, 'open connections of a process'),
  connections('CONNECTIONS_PER_ADDRESS', 500, 'open connections of one address that is no trusted proxy'),
  limit('BODY_LIMIT', {
    ...{ usual: 65_536, least: 1_024, most: 16_777_216, unit: 'bytes', counts: 'body of a request' },
    beyond: '413 `body-too-large`, closed',
  }),
  limit('STATEMENT_MS', {
    ...{ usual: 10_000, least: 100, most: 600_000, unit: 'ms' },
    counts: 'one statement in PostgreSQL, waiting for locks included',
    beyond: '503 `unavailable`, Retry-After',
  }),
] as const;

/** Limits of the HTTP server, in real milliseconds. Deadlines are looked at once a second. */
export const fixedLimits = {
  headers: fixed(16_384, 'bytes', 'all headers of a request', '431 `headers-too-large`'),
  head: fixed(10_000, 'ms', 'until all headers have arrived', '408 `too-slow`, closed'),
  request: fixed(
    30_000,
    'ms',
    'until a whole request that is no upload has arrived',
    '408 `too-slow`, closed',
  ),
  // a set of drawings of 200 MiB over a line of 3 Mbit/s
  uploadTime: fixed(600_000, 'ms', 'until a whole upload has arrived', '408 `too-slow`, closed'),
  upload: fixed(209_715_200, 'bytes', 'file of an upload', '413 `body-too-large`, closed'),
  idle: fixed(5_000, 'ms', 'a connection between two requests', 'closed'),
  standstill: fixed(60_000, 'ms', 'a connection on which nothing moves', 'closed'),
} as const;

const classes = Object.values(rateClasses);
/** Every limit that is a setting. */
export const allSettableLimits = [
  ...classes.map((one) => one.perMinute),
  ...classes.map((one) => one.atOnce),
  ...settableLimits,
];
export type LimitSetting = (typeof allSettableLimits)[number]['setting'];

const classNames = Object.keys(rateClasses) as RateClass[];

/** The class whose limits a route counts against. */
export const rateClassOf = (route: Route): RateClass =>
  classNames.find((name) => rateClasses[name].takes(route)) ?? 'write';

const ofEachClass = <T>(value: (one: (typeof rateClasses)[RateClass]) => T) =>
  Object.fromEntries(classNames.map((name) => [name, value(rateClasses[name])])) as Record<RateClass, T>;

/** The limits that are counted per request, with the values of the settings. */
export const limitsOf = (settings: Readonly<Record<LimitSetting, number>>) => ({
  perMinute: {
    ...ofEachClass((one) => settings[one.perMinute.setting]),
    address: settings[addressRate.setting],
  },
  atOnce: ofEachClass((one) => settings[one.atOnce.setting]),
});
