import type { Calendar, Day } from '../../domain/calendar.ts';
import type { CommissionState } from '../../domain/commission.ts';
import type { Light } from '../../domain/ledger.ts';
import { workingDaysIn } from '../calendar/working-days.ts';
import { warningDaysOf } from '../lights-and-forecast/step-light.ts';

interface Promised {
  readonly state: CommissionState;
  /** of the work that runs */
  readonly dueDay: Day | null;
  /** working days the agency promised */
  readonly days: number;
}

/**
 * The light of a commission on an office day, by what its agency has promised: red after the due day, yellow in the last three tenths of the
 * days and on the last in any case; paused while the agency has nothing to do for it.
 */
export function commissionLight(calendar: Calendar, { state, dueDay, days }: Promised, today: Day): Light {
  if (state === 'accepted') return 'DONE';
  if (state === 'terminated') return 'ENDED';
  if (state !== 'working' || dueDay === null) return 'PAUSED';
  if (today > dueDay) return 'RED';
  return workingDaysIn(calendar, today, dueDay) <= warningDaysOf(days) ? 'YELLOW' : 'GREEN';
}
