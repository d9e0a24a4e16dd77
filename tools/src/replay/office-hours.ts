import { addWorkingDays, officeDay, type Calendar, type Day, type Instant } from '@doudi/workflows';
import type { Random } from './random.ts';

/** An instant on the n-th working day after that of `at`, mostly within office hours, now and then after 17:00; never before `at`. */
export function someTimeAfter(calendar: Calendar, random: Random, at: Instant, days: number): Instant {
  const day: Day = addWorkingDays(calendar, officeDay(calendar, at), days);
  const minutes = random.chance(0.03)
    ? random.between(17 * 60, 19 * 60)
    : random.between(9 * 60, 17 * 60 - 1);
  return Math.max(at + 60_000, Date.parse(`${day}T00:00:00+08:00`) + minutes * 60_000);
}

/** Working days that a task of this budget plausibly takes: mostly a little less, sometimes much more. */
export function plausibleDays({ next }: Random, budget: number): number {
  const spread = next() + next() + next() + next() - 2;
  return Math.round(budget * 0.85 * Math.exp(0.45 * spread));
}
