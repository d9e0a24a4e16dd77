import { officeDay, workingDaysBetween, type Calendar } from '@doudi/workflows';
import type { Work } from './milestones.ts';

/**
 * Working days an agency has used before it got the work it has now. As on the task's clock, the day on which work begins is still the
 * owner's, and the day on which it is handed in is the agency's.
 */
export const usedDays = (calendar: Calendar, work: readonly Work[]): number =>
  work.reduce((used, { kind, at }, index) => {
    const begun = work[index - 1];
    return kind === 'deliver' && begun
      ? used + workingDaysBetween(calendar, officeDay(calendar, begun.at), officeDay(calendar, at))
      : used;
  }, 0);
