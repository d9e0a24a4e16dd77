import { createLocalJWKSet, jwtVerify, type JWK, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { roles, type Caller, type Role } from '../http/routing/role.ts';
import { unauthenticated } from '../http/problems/problem.ts';
import { publishedKeys } from './published-keys.ts';
import { verifiedTokens } from './verified-tokens.ts';
import { tokenFault } from './token-fault.ts';
import { wordsOf } from '../words.ts';

export interface IdentitySource {
  readonly jwksUrl?: string | undefined;
  readonly publicKey?: JWK | undefined;
  readonly issuer: string;
  readonly audience: string;
}

/** Characters of a token; a longer one is not looked at. Ours have about 600; the headers of a request may have 16,384. */
const longestToken = 8_192;

/** Kinds of token that speak for a caller (RFC 9068, section 4; RFC 7519, section 5.1); others of the issuer, as for logouts, do not. */
const kinds = ['jwt', 'at+jwt', 'application/jwt', 'application/at+jwt'];

const tooLong = { zh: '令牌过长', en: 'The token is too long' };
const otherKind = { zh: '令牌的种类不能代表调用者', en: 'The token is not one for callers' };

/** Who calls, from the Authorization header; throws a 401 problem. */
export type Verify = (authorization: string | undefined) => Promise<Caller>;

const isRole = (name: unknown): name is Role => roles.some((role) => role === name);

/** What we read of a token; roles this product does not know are passed over. */
const Claims = z.object({
  sub: z.string().regex(/^[!-~]{1,200}$/),
  roles: z
    .array(z.unknown())
    .default([])
    .transform((names) => names.filter(isRole)),
  department: z.string().max(50).optional(),
  uscc: z.string().max(50).optional(),
});

/** Verifies bearer tokens (OIDC JWT) against the issuer's published keys or one fixed public key. */
export function tokenVerifier({ issuer, audience, ...source }: IdentitySource): Verify {
  const key = keysOf(source);
  const verified = verifiedTokens();
  const rules = {
    issuer,
    audience,
    // asymmetric only: a public key must never pass as a shared secret
    algorithms: ['ES256', 'RS256', 'PS256', 'EdDSA'],
    requiredClaims: ['sub', 'exp'],
    /** seconds the clocks of issuer and service may differ */
    clockTolerance: 30,
  };
  return async (authorization) => {
    const token = bearerToken(authorization);
    const known = verified.find(token);
    if (known) return known;
    const { payload, protectedHeader } = await jwtVerify(token, key, rules).catch((error: unknown) => {
      throw tokenFault(error);
    });
    // a token that names no kind is one for callers: many issuers leave it out
    if (!kinds.includes(String(protectedHeader.typ ?? 'jwt').toLowerCase()))
      throw unauthenticated('invalid-token', otherKind);
    const caller = callerOf(payload);
    verified.keep(token, caller, (Number(payload.exp) + rules.clockTolerance) * 1_000);
    return caller;
  };
}

function keysOf({ jwksUrl, publicKey }: Pick<IdentitySource, 'jwksUrl' | 'publicKey'>): JWTVerifyGetKey {
  if (publicKey) return createLocalJWKSet({ keys: [publicKey] });
  if (jwksUrl) return publishedKeys(new URL(jwksUrl));
  throw new Error('Tokens cannot be verified: neither a public key nor the address of one is given');
}

function bearerToken(authorization: string | undefined): string {
  if (!authorization) throw unauthenticated('no-token', wordsOf('Authorization: Bearer <token>'));
  if (authorization.length > longestToken) throw unauthenticated('invalid-token', tooLong);
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  if (!token)
    throw unauthenticated('invalid-token', {
      zh: 'Authorization 请求头不是 Bearer <令牌> 的形式',
      en: 'The Authorization header is not of the form Bearer <token>',
    });
  return token;
}

const wrongForm = (claim: string) => ({
  zh: `令牌的 ${claim} 格式不对`,
  en: `The claim ${claim} has the wrong form`,
});

function callerOf(payload: unknown): Caller {
  const { data, error } = Claims.safeParse(payload);
  if (!data) throw unauthenticated('invalid-token', wrongForm(String(error.issues[0]?.path[0])));
  const { sub: subject, roles: known, department, uscc } = data;
  return { subject, roles: known, ...(department && { department }), ...(uscc && { uscc }) };
}
