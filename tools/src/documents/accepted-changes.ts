/** An entry of doc/accepted-breaking-changes.json. */
export interface Accepted {
  /** the sentence that `npm run openapi` prints */
  readonly change: string;
  readonly reason: string;
}

/** One sentence for every breaking change that is not accepted, and for every accepted one that is none (any more). */
export function compareWithAccepted(changes: readonly string[], accepted: readonly Accepted[]): string[] {
  const reasons = new Map(accepted.map(({ change, reason }) => [change, reason]));
  return [
    ...changes.filter((change) => !reasons.get(change)?.trim()).map((change) => `BREAKING: ${change}`),
    ...[...reasons.keys()]
      .filter((change) => !changes.includes(change))
      .map((change) => `Accepted, but not a change: ${change}`),
  ];
}
