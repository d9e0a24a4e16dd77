import type { Calendar } from '../../domain/calendar.ts';
import type { Carried } from '../../domain/carried.ts';
import type { Instant } from '../../domain/instant.ts';
import { shanghaiDay } from '../../domain/shanghai-time.ts';
import type { Order, Outcome } from '../../domain/step.ts';
import type { TaskCode, Track } from '../../domain/tracks-and-steps.ts';
import { dayNumber } from '../calendar/day-number.ts';
import type { KnownOrder } from '../state-machines/ended-order.ts';
import { orderClock } from './order-clock.ts';

/** Calendar days of Shanghai, days off included, from the day an order closed within which the next one takes over its days (design.md 3). */
export const carriedWithinDays = 30;

/** Which outcomes leave something behind. What was not accepted was never at work, and a permit leaves nothing to be done. */
const leaves: Readonly<Record<Outcome, boolean>> = {
  refused: true,
  withdrawn: true,
  'not-supplied': true,
  'not-accepted': false,
  approved: false,
};

/** An order of the same project that was received earlier, with the calendar it is counted by. */
export interface EarlierOrder extends KnownOrder {
  readonly orderNo: string;
  readonly track: Track;
  readonly calendar: Calendar;
}

/**
 * What an order that is received takes over from the earlier orders of its project, newest first: days and results of the first that
 * leaves some, as of its closing, with those it had taken over itself. A permit between ends the search; an order not accepted does not.
 */
export function carriedFromEarlier(
  earlier: readonly EarlierOrder[],
  { receivedAt, track }: { readonly receivedAt: Instant; readonly track: Track },
): Carried | null {
  const permit = earlier.findIndex(({ outcome }) => outcome === 'approved');
  const since = permit < 0 ? earlier : earlier.slice(0, permit);
  for (const one of since) {
    const { orderNo, order, outcome, calendar } = one;
    const { closedAt } = order;
    if (closedAt === null || outcome === null || !leaves[outcome] || !isWithin(closedAt, receivedAt))
      continue;
    const { buckets } = orderClock(calendar, order, closedAt);
    return { orderNo, buckets, results: one.track === track ? resultsOf(order) : [] };
  }
  return null;
}

/** Tasks that ended approved or accepted, also in an order before: valid as long as the track is the same. */
function resultsOf({ plan, steps, carried }: Order): TaskCode[] {
  const done = steps.flatMap(({ tasks }) => tasks.filter(({ state }) => state === 'done'));
  const codes = new Set([...(carried?.results ?? []), ...done.map(({ code }) => code)]);
  return plan.flatMap(({ tasks }) => tasks.map(({ code }) => code).filter((code) => codes.has(code)));
}

/** By day, not by instant: the clocks of two services can differ by a moment. */
function isWithin(closedAt: Instant, receivedAt: Instant): boolean {
  const days = dayNumber(shanghaiDay(receivedAt)) - dayNumber(shanghaiDay(closedAt));
  return days >= 0 && days <= carriedWithinDays;
}
