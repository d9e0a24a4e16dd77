import type { Bucket } from '../domain/ledger.ts';
import type { CalendarIndex } from './calendar-index.ts';
import { officeSerial } from './office-day.ts';
import type { Stretch } from './stretch.ts';

/** Whether days of this bucket use up the budget. */
export const isCounting = (bucket: Bucket | null): boolean => bucket === 'GOV' || bucket === 'AGENCY';

/** Whether the clock stands still in this bucket. */
export const isPausing = (bucket: Bucket | null): boolean => bucket === 'OWNER' || bucket === 'EXCLUDED';

/** Days of each bucket, and the serial of the first day that went over the budget. */
export interface Charges {
  readonly buckets: Record<Bucket, number>;
  readonly used: number;
  readonly overrun: number | null;
}

/**
 * The days after day 0 through the serial `through`, each in the bucket in force as it began: the day of a handover is the giver's,
 * the receiver's days begin after it.
 */
export function charge(index: CalendarIndex, stretch: Stretch, through: number): Charges {
  const buckets = noDays();
  let used = 0;
  let overrun: number | null = null;
  let from = officeSerial(index, stretch.openedAt);
  stretch.changes.forEach(({ bucket }, i) => {
    const next = stretch.changes[i + 1];
    const to = next ? Math.min(through, officeSerial(index, next.at)) : through;
    const days = Math.max(0, to - from);
    buckets[bucket] += days;
    if (isCounting(bucket)) {
      used += days;
      if (used > stretch.budget) overrun ??= to - (used - stretch.budget) + 1;
    }
    from = Math.max(from, to);
  });
  return { buckets, used, overrun };
}

export const noDays = (): Record<Bucket, number> => ({ GOV: 0, AGENCY: 0, OWNER: 0, EXCLUDED: 0 });
