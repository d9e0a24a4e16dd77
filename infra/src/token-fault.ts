import { errors } from 'jose';
import { unauthenticated, unavailable, type Problem } from './http/problem.ts';

const claimFaults: Readonly<Record<string, string>> = {
  aud: 'The token is for another audience',
  iss: 'The token is from another issuer',
  nbf: 'The token is not valid yet',
};

/** What the caller is told of a token that was not accepted: enough to act on, nothing of keys or internals. */
export function tokenFault(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return refused('The token has expired', error);
  if (error instanceof errors.JWTClaimValidationFailed) return refused(claimFault(error), error);
  if (error instanceof errors.JOSEAlgNotAllowed)
    return refused('The token is signed with an algorithm that is not accepted', error);
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return refused('The signature of the token does not fit', error);
  if (keysAreOutOfReach(error))
    return unavailable('The keys of the identity provider cannot be fetched now', error);
  return refused('The token cannot be read', error);
}

const refused = (detail: string, cause: unknown) => unauthenticated('invalid-token', detail, cause);

const claimFault = ({ claim, reason }: errors.JWTClaimValidationFailed) =>
  reason === 'missing'
    ? `The token lacks the claim ${claim}`
    : (claimFaults[claim] ?? `The claim ${claim} is wrong`);

/** The address of the keys answers late, not at all, or with something else than keys. */
const keysAreOutOfReach = (error: unknown) =>
  !(error instanceof errors.JOSEError) ||
  ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'].includes(error.code);
