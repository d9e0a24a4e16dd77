import type { Queryable } from '@doudi/infra/database';
import { type Calendar, type Commission, deadlineOf, type Instant } from '@doudi/workflows';
import { calendarInForce } from './calendar-in-force.ts';
import type { Deadline } from './commissions.ts';

/** When the state of a commission ends by itself, by the calendar in force. */
export const deadlineNow = async (
  db: Queryable,
  commission: Commission,
  closesAt: Instant | null,
): Promise<Deadline> => deadlineBy(await calendarInForce(db), commission, closesAt);

/** The same by a calendar; a tender that is over no longer closes. */
export const deadlineBy = (
  calendar: Calendar,
  commission: Commission,
  closesAt: Instant | null,
): Deadline => ({
  closesAt: commission.state === 'bidding' ? closesAt : null,
  deadlineAt: deadlineOf(calendar, commission, closesAt),
  calendarVersion: calendar.version,
});
