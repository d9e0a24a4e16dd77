import type { Calendar, Day } from '../../domain/calendar.ts';
import { type Case, caseLevels } from '../../domain/case.ts';
import type { Instant } from '../../domain/instant.ts';
import { dayEnds, endOfDays, officeDay } from '../calendar/office-day.ts';
import { addWorkingDays } from '../calendar/working-days.ts';

/** Working days within which the person is called back after an answer (design 5). */
const callBackDays = 3;
const hourMs = 3_600_000;

/** Whether it is worked on: no outcome has been given. */
export const isUnanswered = ({ state }: Case): boolean => state === 'open' || state === 'confirming';

/** Whether it climbs when nobody answers: until it is answered, or the step has closed by whose lateness it came. */
export const isClimbing = (one: Case): boolean =>
  one.rulesVersion === 2 && isUnanswered(one) && one.stepClosedAt === null;

/** The last day of a level: working days after the office day on which it was reached. At L4, of the plan once there is one. */
export function caseDueDay(calendar: Calendar, one: Pick<Case, 'levelSince' | 'level' | 'plan'>): Day {
  const { level, levelSince, plan } = one;
  return level === 'L4' && plan.day !== null
    ? plan.day
    : addWorkingDays(calendar, officeDay(calendar, levelSince), caseLevels[level].days);
}

/** The instant at which a level is over, and why; a required-by instant can only shorten it. Null where it does not climb by itself. */
export function levelEnds(
  calendar: Calendar,
  one: Case,
): { readonly at: Instant; readonly because: 'level-over' | 'required-by' } | null {
  if (!isClimbing(one) || one.level === 'L4') return null;
  const at = dayEnds(calendar, caseDueDay(calendar, one));
  const { requiredBy, levelSince } = one;
  return requiredBy !== null && requiredBy > levelSince && requiredBy < at
    ? { at: requiredBy, because: 'required-by' }
    : { at, because: 'level-over' };
}

/** 17:00 of the office day of receipt: until then the person is to be contacted (domain 3.2). Null once that is settled. */
export const contactEnds = (calendar: Calendar, one: Case): Instant | null =>
  one.contactedAt === null && one.contactMissedAt === null && isUnanswered(one)
    ? endOfDays(calendar, one.openedAt, 0)
    : null;

/** Until when a case at L4 is to have a plan; null elsewhere and once it has one, or lacked it. */
export const planWantedUntil = (calendar: Calendar, one: Case): Instant | null =>
  one.level === 'L4' && isClimbing(one) && one.plan.day === null && one.plan.missingAt === null
    ? endOfDays(calendar, one.levelSince, caseLevels.L4.days)
    : null;

/** Until when a plan is to be carried out; null where there is none, and once it was missed. */
export const planEnds = (calendar: Calendar, one: Case): Instant | null =>
  one.level === 'L4' && isClimbing(one) && one.plan.day !== null && one.plan.missedAt === null
    ? dayEnds(calendar, one.plan.day)
    : null;

/** Until when the person is to be called back; null where no call-back is due, and once it was missed. */
export const callBackEnds = (calendar: Calendar, { state, callBack }: Case): Instant | null =>
  state === 'calling-back' && callBack && callBack.missedAt === null
    ? endOfDays(calendar, callBack.since, callBackDays)
    : null;

/** The last instant of a commitment: consecutive hours of business time, nights and holidays included (design 5). */
export const commitmentEnds = (madeAt: Instant, hours: number): Instant => madeAt + hours * hourMs;
