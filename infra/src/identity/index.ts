export { identityVerifier } from './verify-token.ts';
