/** A contract that an agency has signed, and what became of it. */
export interface Contract {
  /** null under rules before 3 */
  readonly priceYuan: number | null;
  /** working days */
  readonly promisedDays: number;
  /** working days of the agency's own so far */
  readonly usedDays: number;
  readonly returns: number;
  readonly outcome: 'running' | 'accepted' | 'ended';
}

/** What an agency has done in a category, by its contracts. */
export interface AgencyFigures {
  readonly lowestYuan: number | null;
  readonly highestYuan: number | null;
  /** accepted results */
  readonly finished: number;
  /** median of the working days used less those promised, of accepted results; null without one */
  readonly medianDays: number | null;
  readonly returns: number;
  readonly running: number;
}

/** The figures by which owners choose, in whatever order the contracts come. */
export function agencyFigures(contracts: readonly Contract[]): AgencyFigures {
  const prices = contracts.flatMap(({ priceYuan }) => priceYuan ?? []);
  const accepted = contracts.filter(({ outcome }) => outcome === 'accepted');
  return {
    lowestYuan: prices.length > 0 ? Math.min(...prices) : null,
    highestYuan: prices.length > 0 ? Math.max(...prices) : null,
    finished: accepted.length,
    medianDays: median(accepted.map(({ usedDays, promisedDays }) => usedDays - promisedDays)),
    returns: contracts.reduce((sum, { returns }) => sum + returns, 0),
    running: contracts.filter(({ outcome }) => outcome === 'running').length,
  };
}

/** Of an even number the mean of the two in the middle, which of whole numbers has at most a half. */
function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [lower, upper] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}
