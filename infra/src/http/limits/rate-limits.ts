import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import sql from 'sql-template-tag';
import type { Pool } from '../../database/pool.ts';
import type { RateClass } from './limit-table.ts';
import { tooMany } from '../problems/problem.ts';
import type { RequestHandler } from 'express';
import type { Verify } from '../../identity/verify-token.ts';
import { callerAddress, type IsTrusted } from './address.ts';
import type { AtOnce } from './ceiling.ts';

/** What requests are counted by: the class of one caller, or the address. */
type RateName = RateClass | 'address';

/** Requests in one minute. */
export type RatesPerMinute = Readonly<Record<RateName, number>>;

/** Counts one request of a key; throws a 429 problem when the minute's requests are used up. */
export type Count = (key: string) => Promise<void>;
export type Rates = Readonly<Record<RateName, Count>> & {
  readonly forgetOld: () => Promise<unknown>;
};

/** Into how many shares a minute's requests are divided. */
const shares = 20;

/** Keys remembered before those whose minute is over are looked for. */
const manyKeys = 10_000;

/**
 * Limits that hold for all processes of a service together. Each process takes its requests from PostgreSQL by the share, so that
 * most are counted without a statement; a limit is never exceeded, what a process has left of a share when the minute ends is lost.
 * While PostgreSQL does not answer, each process counts for itself.
 */
export function openRates(pool: Pool, perMinute: RatesPerMinute): Rates {
  const counts = Object.entries(perMinute).map(([name, points]) => [
    name,
    countIn(storeOf(pool, name, points)),
  ]);
  return {
    ...(Object.fromEntries(counts) as Record<RateName, Count>),
    forgetOld: () => pool.query(sql`delete from rate_limits where expire < ${Date.now()}`),
  };
}

function storeOf(pool: Pool, keyPrefix: string, points: number): RateLimiterPostgres {
  const limit = { keyPrefix, points, duration: 60 };
  return new RateLimiterPostgres({
    ...limit,
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    insuranceLimiter: new RateLimiterMemory(limit),
  });
}

interface Share {
  left: number;
  /** the end of its minute */
  readonly until: number;
  /** there are no more in this minute */
  readonly isLast: boolean;
  isRefusalTold: boolean;
}

function countIn(store: RateLimiterPostgres): Count {
  const known = new Map<string, Share>();
  const coming = new Map<string, Promise<void>>();
  const size = Math.max(1, Math.floor(store.points / shares));

  const fetch = async (key: string) => {
    const { consumedPoints, msBeforeNext } = await store.penalty(key, size);
    const left = Math.min(size, Math.max(0, size - (consumedPoints - store.points)));
    if (known.size > manyKeys) forgetPast(known);
    known.set(key, { left, until: Date.now() + msBeforeNext, isLast: left < size, isRefusalTold: false });
  };
  const nextShare = (key: string) => {
    const promise = coming.get(key) ?? fetch(key).finally(() => coming.delete(key));
    coming.set(key, promise);
    return promise;
  };
  return async (key) => {
    for (;;) {
      const share = known.get(key);
      const isOfNow = share && Date.now() < share.until;
      if (isOfNow && share.left > 0) return void (share.left -= 1);
      if (isOfNow && share.isLast) throw refusal(store.points, share);
      await nextShare(key);
    }
  };
}

/** Of a flood only the first refusal of a minute is written down. */
function refusal(perMinute: number, share: Share) {
  const leavesNoLine = share.isRefusalTold;
  share.isRefusalTold = true;
  const seconds = Math.max(1, Math.ceil((share.until - Date.now()) / 1_000));
  return tooMany(perMinute, { retryAfterSeconds: seconds, leavesNoLine });
}

function forgetPast(known: Map<string, Share>): void {
  for (const [key, { until }] of known) if (until <= Date.now()) known.delete(key);
}

/** How much of a service one caller, one address and all together may take. */
export interface Limits {
  readonly rates: Rates;
  readonly atOnce: AtOnce;
}

/** Before the token is looked at, so that a flood without one costs next to nothing. */
export const countAddress =
  (count: Count, isTrusted: IsTrusted): RequestHandler =>
  async (request, _response, next) => {
    await count(callerAddress(request, isTrusted));
    next();
  };

/** A caller who is known is counted, whatever becomes of the request. */
export const countCaller =
  (verify: Verify, count: Count): Verify =>
  async (authorization) => {
    const caller = await verify(authorization);
    await count(caller.subject);
    return caller;
  };
