import type { Bucket } from '../../domain/ledger.ts';
import type { CalendarIndex } from '../calendar/calendar-index.ts';
import { officeSerial } from '../calendar/office-day.ts';
import type { LedgerSegment } from './ledger-segment.ts';

/** Whether days of this bucket use up the budget. */
export const isCounting = (bucket: Bucket | null): boolean => bucket === 'GOV' || bucket === 'AGENCY';

/** Whether the clock is paused in this bucket. */
export const isPausing = (bucket: Bucket | null): boolean => bucket === 'OWNER' || bucket === 'EXCLUDED';

/** Days of each bucket, and the serial of the first day that went over the budget. */
export interface Charges {
  readonly buckets: Record<Bucket, number>;
  readonly used: number;
  readonly overrun: number | null;
}

/**
 * The days after day 0 through the serial `through`, each in the bucket in force as it began. So the day of a handover still counts for
 * the one who hands over.
 */
function charge(index: CalendarIndex, segment: LedgerSegment, through: number): Charges {
  const buckets = noDays();
  let used = 0;
  let overrun: number | null = null;
  let from = officeSerial(index, segment.openedAt);
  segment.changes.forEach(({ bucket }, i) => {
    const next = segment.changes[i + 1];
    const to = next ? Math.min(through, officeSerial(index, next.at)) : through;
    const days = Math.max(0, to - from);
    buckets[bucket] += days;
    if (isCounting(bucket)) {
      used += days;
      if (used > segment.budget) overrun ??= to - (used - segment.budget) + 1;
    }
    from = Math.max(from, to);
  });
  return { buckets, used, overrun };
}

/** Days that use up the budget. */
export const usedOf = ({ GOV, AGENCY }: Readonly<Record<Bucket, number>>): number => GOV + AGENCY;

export const noDays = (): Record<Bucket, number> => ({ GOV: 0, AGENCY: 0, OWNER: 0, EXCLUDED: 0 });

/** What a clock reads, with its days as serials. */
export interface SerialReading {
  readonly day0: number;
  readonly buckets: Record<Bucket, number>;
  readonly used: number;
  /** the last day charged, or day 0 */
  readonly through: number;
  readonly inForce: Bucket | null;
  readonly due: number | null;
  readonly isLate: boolean;
}

/** The clock of a segment on the office day `today`, from all its lines. */
export function readSerials(index: CalendarIndex, segment: LedgerSegment, today: number): SerialReading {
  const day0 = officeSerial(index, segment.openedAt);
  const closed = segment.closedAt === null ? null : officeSerial(index, segment.closedAt);
  const last = segment.changes.at(-1);
  const written = last ? officeSerial(index, last.at) : day0;
  const through = closed ?? Math.max(day0, today - 1, written);
  const charges = charge(index, segment, through);
  const bucket = last?.bucket ?? null;
  const due = dueSerial(charges, { budget: segment.budget, through, bucket });
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
