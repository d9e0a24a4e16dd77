import type { Bucket } from '../domain/ledger.ts';
import type { CalendarIndex } from './calendar-index.ts';
import { charge, type Charges, isCounting } from './charging.ts';
import { officeSerial } from './office-day.ts';
import type { Stretch } from './stretch.ts';

/** A clock in serials. */
export interface Tally {
  readonly day0: number;
  readonly buckets: Record<Bucket, number>;
  readonly used: number;
  /** the last day charged, or day 0 */
  readonly through: number;
  readonly inForce: Bucket | null;
  readonly due: number | null;
  readonly isLate: boolean;
}

/** The clock of a stretch on the office day `today`, taking every line it holds as written. */
export function tally(index: CalendarIndex, stretch: Stretch, today: number): Tally {
  const day0 = officeSerial(index, stretch.openedAt);
  const closed = stretch.closedAt === null ? null : officeSerial(index, stretch.closedAt);
  const last = stretch.changes.at(-1);
  const written = last ? officeSerial(index, last.at) : day0;
  const through = closed ?? Math.max(day0, today - 1, written);
  const charges = charge(index, stretch, through);
  const bucket = last?.bucket ?? null;
  const due = dueSerial(charges, { budget: stretch.budget, through, bucket });
  const isLate = due !== null && (closed ?? today) > due;
  const { buckets, used } = charges;
  return { day0, buckets, used, through, inForce: closed === null ? bucket : null, due, isLate };
}

/**
 * The working day before the first whose charge goes over the budget: it stays once that day is charged; until then it is
 * projected from the bucket in force, and there is none while that one pauses. A closing leaves it as it was.
 */
export function dueSerial(
  { used, overrun }: Omit<Charges, 'buckets'>,
  { budget, through, bucket }: { budget: number; through: number; bucket: Bucket | null },
): number | null {
  if (overrun !== null) return overrun - 1;
  return isCounting(bucket) ? through + budget - used : null;
}
