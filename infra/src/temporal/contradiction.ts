import { ApplicationFailure } from '@temporalio/common';

let refused = 0;

/**
 * A write that contradicts what is on record: one of the stores was restored from an older copy than the other. It is counted and,
 * as every activity, tried again for ever, so that it is taken as soon as `npm run reconcile` has put the stores together.
 */
export function contradiction(what: string): ApplicationFailure {
  refused += 1;
  return ApplicationFailure.retryable(`${what}: see "Stores of different ages" in operations.md`, 'Conflict');
}

/** Writes of this process that were refused so far. */
export const countContradictions = (): number => refused;
