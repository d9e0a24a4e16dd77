import type { Calendar } from '../../domain/calendar.ts';
import type { CommissionState } from '../../domain/commission.ts';
import type { Instant } from '../../domain/instant.ts';
import type { CommissionRefusal, RatingRefusal, Refusal } from '../../domain/refusal.ts';
import { shanghaiDay } from '../../domain/shanghai-time.ts';
import { endOfDays } from '../calendar/office-day.ts';
import { countsThrough } from './credit.ts';

/** Working days after acceptance in which an agency is to be rated; then the owner is reminded. */
const ratingDays = 5;

/** When a rating is due: 17:00 of the fifth working day after the day of acceptance. */
export const ratingDueAt = (calendar: Calendar, acceptedAt: Instant): Instant =>
  endOfDays(calendar, acceptedAt, ratingDays);

interface Rated {
  readonly state: CommissionState;
  /** the commission's last change: of an accepted one, its acceptance */
  readonly changedAt: Instant;
}

/** Why work cannot be rated, if so: it is not accepted, or was so more than twelve months ago, when a rating would count no more. */
export function refusalOfRating(
  { state, changedAt }: Rated,
  now: Instant,
): Refusal<CommissionRefusal | RatingRefusal> | undefined {
  if (state !== 'accepted') return { refused: 'commission-not-there', state, needs: ['accepted'] };
  return shanghaiDay(now) <= countsThrough(changedAt) ? undefined : { refused: 'rating-over' };
}
