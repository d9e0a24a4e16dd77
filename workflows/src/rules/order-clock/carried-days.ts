import type { Calendar } from '../../domain/calendar.ts';
import type { CarriedDays } from '../../domain/carried.ts';
import type { Instant } from '../../domain/instant.ts';
import { shanghaiDay } from '../../domain/shanghai-time.ts';
import type { Outcome } from '../../domain/step.ts';
import { dayNumber } from '../calendar/day-number.ts';
import type { KnownOrder } from '../state-machines/ended-order.ts';
import { orderClock } from './order-clock.ts';

/** Calendar days of Shanghai, days off included, from the day an order closed within which the next one takes over its days (design.md 3). */
export const carriedWithinDays = 30;

/** Which outcomes leave days behind. What was not accepted was never at work, and a permit leaves nothing to be done. */
const leavesDays: Readonly<Record<Outcome, boolean>> = {
  refused: true,
  withdrawn: true,
  'not-supplied': true,
  'not-accepted': false,
  approved: false,
};

/** An order of the same project that was received earlier, with the calendar it is counted by. */
export interface EarlierOrder extends KnownOrder {
  readonly orderNo: string;
  readonly calendar: Calendar;
}

/**
 * What an order received at `receivedAt` takes over from the earlier orders of its project, newest first: the days of the first that
 * leaves some, as of its closing, with those it had taken over itself. A permit between ends the search; an order not accepted does not.
 */
export function carriedDays(earlier: readonly EarlierOrder[], receivedAt: Instant): CarriedDays | null {
  const permit = earlier.findIndex(({ outcome }) => outcome === 'approved');
  const since = permit < 0 ? earlier : earlier.slice(0, permit);
  for (const { orderNo, order, outcome, calendar } of since) {
    const { closedAt } = order;
    if (closedAt === null || outcome === null || !leavesDays[outcome]) continue;
    if (isWithin(closedAt, receivedAt))
      return { orderNo, buckets: orderClock(calendar, order, closedAt).buckets };
  }
  return null;
}

/** By day, not by instant: the clocks of two services can differ by a moment. */
function isWithin(closedAt: Instant, receivedAt: Instant): boolean {
  const days = dayNumber(shanghaiDay(receivedAt)) - dayNumber(shanghaiDay(closedAt));
  return days >= 0 && days <= carriedWithinDays;
}
