import { buckets as allBuckets } from '@doudi/workflows';
import type { Permit } from './script.ts';

/** What is said when a permit is issued: `permit issued 2017-08-11, 40 of 50 working days used (GOV 13, …)`. */
export function permitLine({ day, used, budget, buckets }: Permit): string {
  const shares = allBuckets.map((bucket) => `${bucket} ${buckets[bucket]}`).join(', ');
  return `permit issued ${day}, ${used} of ${budget} working days used (${shares})`;
}
