import {
  addWorkingDays,
  officeDay,
  workingDaysBetween,
  type Calendar,
  type Day,
  type Instant,
} from '@doudi/workflows';
import type { CommissionRow } from './commissions.ts';
import type { Work } from './milestones.ts';

/**
 * Working days an agency has used before it got the work it has now. As on the task's clock, the day on which work begins is still the
 * owner's, and the day on which it is handed in is the agency's.
 */
export const usedDays = (calendar: Calendar, work: readonly Pick<Work, 'kind' | 'at'>[]): number =>
  work.reduce((used, { kind, at }, index) => {
    const begun = work[index - 1];
    return kind === 'deliver' && begun
      ? used + workingDaysBetween(calendar, officeDay(calendar, begun.at), officeDay(calendar, at))
      : used;
  }, 0);

/**
 * The day by which an agency has promised its result: `promised` working days of its own from the start of its work, which before the
 * signature and before the owner's inputs are in would be today. Null while the result is with the owner, and once the work is over.
 */
export function dueDayOfWork(
  calendar: Calendar,
  { state, changedAt }: Pick<CommissionRow, 'state' | 'changedAt'>,
  {
    work,
    promised,
    now,
  }: { readonly work: readonly Work[]; readonly promised: number; readonly now: Instant },
): Day | null {
  if (state === 'contracting' || state === 'awaiting-inputs')
    return addWorkingDays(calendar, officeDay(calendar, now), promised);
  if (state !== 'working') return null;
  return addWorkingDays(calendar, officeDay(calendar, changedAt), promised - usedDays(calendar, work));
}
