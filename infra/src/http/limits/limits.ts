import type { RequestHandler } from 'express';
import type { Verify } from '../../identity/verify-token.ts';
import { callerAddress, type IsTrusted } from './address.ts';
import type { AtOnce } from './ceiling.ts';
import type { Count, Rates } from './rate-limits.ts';

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
