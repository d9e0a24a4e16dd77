import type { Calendar } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import { endOfDays } from '../calendar/office-day.ts';

/** Working days after which an owner who leaves its own move lying is reminded, its agent and the fallback window with it. */
const reminderDays = [3, 10] as const;
export type ReminderDays = (typeof reminderDays)[number];

/** The newest reminder that is due by `now` of a move that has waited since `since`, with the instant it was due. */
export function ownerReminder(
  calendar: Calendar,
  since: Instant,
  now: Instant,
): { readonly after: ReminderDays; readonly at: Instant } | undefined {
  const after = reminderDays.findLast((days) => endOfDays(calendar, since, days) <= now);
  return after && { after, at: endOfDays(calendar, since, after) };
}
