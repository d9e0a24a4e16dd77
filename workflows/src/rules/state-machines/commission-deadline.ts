import type { Calendar } from '../../domain/calendar.ts';
import type { Commission } from '../../domain/commission.ts';
import type { Instant } from '../../domain/instant.ts';
import { endOfDays } from '../calendar/office-day.ts';

/** Working days in which an engaged agency signs (domain: contract 3); at 17:00 of the last the engagement lapses. */
export const signingDays = 3;
/** Working days in which the owner confirms the award of a closed tender (domain: notice of win 1); then it stands by itself. */
export const awardDays = 1;

/**
 * When the state of a commission ends by itself: the first instant that is too late. `closesAt` is that of its published tender. Null where no limit runs, and of commissions of rules before 3.
 */
export function deadlineOf(
  calendar: Calendar,
  { rulesVersion, state, changedAt }: Commission,
  closesAt: Instant | null = null,
): Instant | null {
  if (rulesVersion < 3) return null;
  if (state === 'contracting') return endOfDays(calendar, changedAt, signingDays);
  if (state === 'selecting') return endOfDays(calendar, changedAt, awardDays);
  return state === 'bidding' ? closesAt : null;
}
