import type { StepCode } from '../domain/catalogue.ts';
import { hasEvent, type OrderCourse, type OrderDay } from './order-course.ts';
import type { OrderStanding } from './order-standing.ts';
import { dueSerial, type Tally } from './tally.ts';

export interface OrderTally extends Omit<Tally, 'buckets'> {
  readonly driving: StepCode | null;
}

/**
 * The clock of an order on the office day `today`, in serials; `course` reaches to the day after it or farther.
 * A day is charged when its driving step charges it; a closing charges its day and leaves the due day as it was.
 */
export function orderTally(
  standing: OrderStanding,
  { days, overrun }: OrderCourse,
  today: number,
): OrderTally {
  const { day0, closed } = standing;
  const budget = standing.order.budget;
  const open = chargedThrough(standing, days, closed ?? today);
  const through = closed ?? open;
  const first = days[open - day0];
  const used = days[through - day0 - 1]?.used ?? 0;
  const charges = { used, overrun: overrun !== null && overrun <= through ? overrun : null };
  const due = dueSerial(charges, { budget, through, bucket: first?.bucket ?? null });
  const isLate = due !== null && (closed ?? today) > due;
  const next = closed === null ? first : undefined;
  return { day0, used, through, inForce: next?.bucket ?? null, driving: next?.step ?? null, due, isLate };
}

/** The last day charged while the order is open: yesterday, or today if its driving step has had an event. */
function chargedThrough(standing: OrderStanding, days: readonly OrderDay[], today: number): number {
  const driver = days[today - standing.day0 - 1]?.step;
  const isCharged = driver !== undefined && hasEvent(standing, driver, today);
  return Math.max(standing.day0, isCharged ? today : today - 1);
}
