/** What a bidder gives to a draw: a number of its own choosing that nobody else knows before the tender closes. */
export interface Drawn {
  readonly agencyNo: string;
  /** hexadecimal digits */
  readonly nonce: string;
}

/**
 * The text whose SHA-256 is the lot of a bidder: `<seed> <agency> <entries>`, where the entries are `<agency>=<nonce>` of all bidders by
 * number, with commas between. The lowest lot wins. The seed's own SHA-256 is published with the notice, seed and nonces when the tender
 * closes: with them anybody can compute the lots again, and nobody who knew only one of them could have chosen the winner.
 */
export function drawTexts(seed: string, bidders: readonly Drawn[]): ReadonlyMap<string, string> {
  const entries = [...bidders]
    .sort((a, b) => (a.agencyNo < b.agencyNo ? -1 : 1))
    .map(({ agencyNo, nonce }) => `${agencyNo}=${nonce}`)
    .join(',');
  return new Map(bidders.map(({ agencyNo }) => [agencyNo, `${seed} ${agencyNo} ${entries}`]));
}
