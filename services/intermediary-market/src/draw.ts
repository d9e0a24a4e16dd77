import { createHash, randomBytes } from 'node:crypto';

/** What a bidder gives to a draw: a number of its own choosing that nobody else knows before the tender closes. */
export interface Drawn {
  readonly agencyNo: string;
  /** hexadecimal digits */
  readonly nonce: string;
}

export const newSeed = (): string => randomBytes(32).toString('hex');
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * The lot of every bidder: SHA-256 of `<seed> <agency> <entries>`, where the entries are `<agency>=<nonce>` of all bidders by number,
 * with commas between. The lowest lot wins. The seed's own SHA-256 is published with the notice, seed and nonces when the tender closes:
 * with them anybody can compute the lots again, and nobody who knew only one of them could have chosen the winner.
 */
export function drawLots(seed: string, bidders: readonly Drawn[]): ReadonlyMap<string, string> {
  const entries = [...bidders]
    .sort((a, b) => (a.agencyNo < b.agencyNo ? -1 : 1))
    .map(({ agencyNo, nonce }) => `${agencyNo}=${nonce}`)
    .join(',');
  return new Map(bidders.map(({ agencyNo }) => [agencyNo, sha256(`${seed} ${agencyNo} ${entries}`)]));
}
