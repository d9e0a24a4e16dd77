import type { Bucket } from './ledger.ts';
import type { TaskCode } from './tracks-and-steps.ts';

/** What an order takes over from an earlier one of the same project, by value as it is registered (结转). */
export interface Carried {
  /** the order it comes from; what that one had taken over itself is in it */
  readonly orderNo: string;
  /** working days by whose they were: the order's clock begins with them */
  readonly buckets: Readonly<Record<Bucket, number>>;
  /** tasks whose results are still valid: they take no days */
  readonly results: readonly TaskCode[];
}
