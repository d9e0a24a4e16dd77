export { tokenVerifier } from './verify-token.ts';
