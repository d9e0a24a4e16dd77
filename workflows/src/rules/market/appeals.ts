import type { Calendar } from '../../domain/calendar.ts';
import type { AppealDecision } from '../../domain/credit.ts';
import type { Instant } from '../../domain/instant.ts';
import type { AppealRefusal, Refusal } from '../../domain/refusal.ts';
import { endOfDays } from '../calendar/office-day.ts';

/** Working days in which an agency can appeal, after the office day on which the deduction was put on record. */
const appealDays = 5;

/** When it is too late to appeal: 17:00 of the fifth working day. */
export const appealEndsAt = (calendar: Calendar, recordedAt: Instant): Instant =>
  endOfDays(calendar, recordedAt, appealDays);

interface Appealable {
  readonly recordedAt: Instant;
  /** null while nobody has appealed */
  readonly appeal: AppealDecision | 'pending' | null;
}

/** Why an appeal against a deduction is not taken, if so: each deduction has one, in five working days. */
export function refusalOfAppeal(
  calendar: Calendar,
  { recordedAt, appeal }: Appealable,
  now: Instant,
): Refusal<AppealRefusal> | undefined {
  if (appeal !== null) return { refused: 'appealed-already' };
  return now < appealEndsAt(calendar, recordedAt) ? undefined : { refused: 'appeal-over' };
}

interface Appealed {
  readonly decision: AppealDecision | null;
  /** who put the deduction on record; null: the market itself */
  readonly recordedBy: string | null;
}

/** Why this supervisor may not decide an appeal, if so: it is decided, or the deduction is his own. */
export function refusalToDecide(
  { decision, recordedBy }: Appealed,
  by: string,
): Refusal<AppealRefusal> | undefined {
  if (decision !== null) return { refused: 'appeal-decided', decision };
  return recordedBy === by ? { refused: 'same-person' } : undefined;
}
