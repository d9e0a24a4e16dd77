import type { Calendar } from '../../domain/calendar.ts';
import type { Carried } from '../../domain/carried.ts';
import type { Instant } from '../../domain/instant.ts';
import { shanghaiDay } from '../../domain/shanghai-time.ts';
import type { Outcome } from '../../domain/step.ts';
import type { TaskCode, Track } from '../../domain/tracks-and-steps.ts';
import { dayNumber } from '../calendar/day-number.ts';
import type { KnownOrder } from '../state-machines/ended-order.ts';
import { orderClock } from './order-clock.ts';

/** Calendar days of Shanghai, days off included, from the day an order closed within which the next one takes over its days. */
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

/** A result that was taken back: it is not valid. */
export interface RevokedResult {
  readonly orderNo: string;
  readonly task: TaskCode;
}

/** What decides on it of the new order; `revoked` are the results of all orders of the project that were taken back. */
interface Received {
  readonly receivedAt: Instant;
  readonly track: Track;
  readonly revoked: readonly RevokedResult[];
}

/**
 * What an order that is received takes over from the earlier orders of its project, newest first: days and results of the first that
 * leaves some, as of its closing, with those it had taken over itself. A permit between ends the search; an order not accepted does not.
 */
export function carriedFromEarlier(
  earlier: readonly EarlierOrder[],
  { receivedAt, track, revoked }: Received,
): Carried | null {
  const before = orderBefore(
    earlier.map((one) => ({ ...one, closedAt: one.order.closedAt })),
    receivedAt,
  );
  if (!before) return null;
  const { orderNo, order, calendar, closedAt } = before;
  const { buckets } = orderClock(calendar, order, closedAt);
  return { orderNo, buckets, results: before.track === track ? resultsOf(before, revoked) : [] };
}

interface Closed {
  readonly closedAt: Instant | null;
  readonly outcome: Outcome | null;
}

/** Of the earlier orders of a project, newest first, the one that an order goes on from that is received now, if there is one. */
export function orderBefore<T extends Closed>(
  earlier: readonly T[],
  receivedAt: Instant,
): (T & { readonly closedAt: Instant }) | undefined {
  const permit = earlier.findIndex(({ outcome }) => outcome === 'approved');
  const since = permit < 0 ? earlier : earlier.slice(0, permit);
  return since.find((one): one is T & { closedAt: Instant } => {
    const { closedAt, outcome } = one;
    return closedAt !== null && outcome !== null && leaves[outcome] && isWithin(closedAt, receivedAt);
  });
}

/** Tasks that ended approved or accepted, here or in an order before, and were not taken back: valid as long as the track is the same. */
function resultsOf({ orderNo, order }: EarlierOrder, revoked: readonly RevokedResult[]): TaskCode[] {
  const { plan, steps, carried } = order;
  const done = steps.flatMap(({ tasks }) => tasks.filter(({ state }) => state === 'done'));
  const takenOver = new Set(carried?.results);
  const codes = new Set([...takenOver, ...done.map(({ code }) => code)]);
  const isRevoked = (code: TaskCode) =>
    revoked.some((one) => one.task === code && (one.orderNo === orderNo || takenOver.has(code)));
  const all = plan.flatMap(({ tasks }) => tasks.map(({ code }) => code));
  return all.filter((code) => codes.has(code) && !isRevoked(code));
}

/** By day, not by instant: the clocks of two services can differ by a moment. */
function isWithin(closedAt: Instant, receivedAt: Instant): boolean {
  const days = dayNumber(shanghaiDay(receivedAt)) - dayNumber(shanghaiDay(closedAt));
  return days >= 0 && days <= carriedWithinDays;
}
