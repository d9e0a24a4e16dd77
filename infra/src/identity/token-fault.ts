import { errors } from 'jose';
import { unauthenticated, unavailable, type Problem } from '../http/problems/problem.ts';
import type { Words } from '../words.ts';

const reasons = {
  expired: { zh: '令牌已过期', en: 'The token has expired' },
  algorithm: {
    zh: '不接受令牌的签名算法',
    en: 'The token is signed with an algorithm that is not accepted',
  },
  signature: { zh: '令牌的签名不符', en: 'The signature of the token does not fit' },
  unreadable: { zh: '无法读取令牌', en: 'The token cannot be read' },
  keys: { zh: '暂时取不到身份提供方的公钥', en: 'The keys of the identity provider cannot be fetched now' },
};

const claimFaults: Readonly<Record<string, Words>> = {
  aud: { zh: '令牌是给别的受众的', en: 'The token is for another audience' },
  iss: { zh: '令牌由别的签发方签发', en: 'The token is from another issuer' },
  nbf: { zh: '令牌尚未生效', en: 'The token is not valid yet' },
};

/** The problem of a token that was not accepted: enough to act on, nothing of keys or internals. */
export function tokenFault(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return refused(reasons.expired, error);
  if (error instanceof errors.JWTClaimValidationFailed) return refused(claimFault(error), error);
  if (error instanceof errors.JOSEAlgNotAllowed) return refused(reasons.algorithm, error);
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return refused(reasons.signature, error);
  return keysAreUnavailable(error) ? unavailable(reasons.keys, error) : refused(reasons.unreadable, error);
}

const refused = (detail: Words, cause: unknown) => unauthenticated('invalid-token', detail, cause);

const claimFault = ({ claim, reason }: errors.JWTClaimValidationFailed): Words =>
  reason === 'missing'
    ? { zh: `令牌缺少 ${claim}`, en: `The token lacks the claim ${claim}` }
    : (claimFaults[claim] ?? { zh: `令牌的 ${claim} 不对`, en: `The claim ${claim} is wrong` });

/** The address of the keys answers late, not at all, or with something else than keys. */
const keysAreUnavailable = (error: unknown) =>
  !(error instanceof errors.JOSEError) ||
  ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'].includes(error.code);
