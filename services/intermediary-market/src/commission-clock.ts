import type { Queryable } from '@doudi/infra/database';
import { type Commission, deadlineOf, type Instant } from '@doudi/workflows';
import { calendarInForce } from './calendar-in-force.ts';
import type { Deadline } from './commissions.ts';

/** When the state of a commission ends by itself, by the calendar in force; a tender that is over no longer closes. */
export async function deadlineNow(
  db: Queryable,
  commission: Commission,
  closesAt: Instant | null,
): Promise<Deadline> {
  const calendar = await calendarInForce(db);
  return {
    closesAt: commission.state === 'bidding' ? closesAt : null,
    deadlineAt: deadlineOf(calendar, commission, closesAt),
    calendarVersion: calendar.version,
  };
}
