import type { Bucket } from './ledger.ts';

/** What an order takes over from an earlier one of the same project, by value as it is registered (carried days, 结转). */
export interface CarriedDays {
  /** the order whose days they were; what that one had taken over itself is among them */
  readonly orderNo: string;
  /** working days by whose they were */
  readonly buckets: Readonly<Record<Bucket, number>>;
}
