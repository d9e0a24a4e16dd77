import { officeDay, workingDaysBetween, type Calendar, type RunningWork } from '@doudi/workflows';
import type { Work } from './milestones.ts';
import { usedDays } from './used-days.ts';

/** The last piece of work, with what was left of the contract as it began. Undefined when nothing was signed. */
export function lastPiece(
  calendar: Calendar,
  work: readonly Work[],
  promised: number,
): (RunningWork & { readonly end: Work | undefined }) | undefined {
  const begin = work.findLastIndex(({ kind }) => kind !== 'deliver');
  const begun = work[begin];
  if (!begun) return undefined;
  const daysLeft = promised - usedDays(calendar, work.slice(0, begin));
  return { begunAt: begun.at, daysLeft, end: work[begin + 1] };
}

/** Working days by which a delivery is past the contract; not positive when it is in time. */
export const daysPast = (
  calendar: Calendar,
  { begunAt, daysLeft }: RunningWork,
  deliveredAt: number,
): number =>
  workingDaysBetween(calendar, officeDay(calendar, begunAt), officeDay(calendar, deliveredAt)) - daysLeft;
