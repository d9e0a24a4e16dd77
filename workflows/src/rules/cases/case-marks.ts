import type { Calendar } from '../../domain/calendar.ts';
import type { Case } from '../../domain/case.ts';
import type { Instant } from '../../domain/instant.ts';
import { dayEnds } from '../calendar/office-day.ts';
import {
  callBackEnds,
  contactEnds,
  isUnanswered,
  levelEnds,
  planEnds,
  planWantedUntil,
} from './case-clock.ts';
import type { CaseMark } from './case-events.ts';
import { isPending } from './case-commitments.ts';

/** What happens to a case next by itself; of several at one instant what explains the others comes first. Null: nothing will. */
export function nextCaseMark(calendar: Calendar, one: Case): CaseMark | null {
  if (one.rulesVersion === 1 || one.closedAt !== null) return null;
  const marks = [...brokenCommitments(one), ...missedDates(calendar, one), ...limits(calendar, one)];
  return marks.reduce<CaseMark | null>((first, mark) => (first && first.at <= mark.at ? first : mark), null);
}

/** A deed is in time at the last instant of its hours, so a commitment is broken one millisecond later. */
const brokenCommitments = ({ commitments }: Case): CaseMark[] =>
  commitments
    .filter(isPending)
    .map(({ no, dueAt }): CaseMark => ({ kind: 'commitment-broken', at: dueAt + 1, no }));

function missedDates(calendar: Calendar, one: Case): CaseMark[] {
  if (!isUnanswered(one)) return [];
  const silent = one.asked.filter(({ answeredAt, silentAt }) => answeredAt === null && silentAt === null);
  const missed = one.schedule.filter(({ doneAt, missedAt }) => doneAt === null && missedAt === null);
  return [
    ...silent.map(({ department, day }): CaseMark => {
      return { kind: 'silence', at: dayEnds(calendar, day), department };
    }),
    ...missed.map(({ no, day }): CaseMark => ({ kind: 'item-missed', at: dayEnds(calendar, day), no })),
  ];
}

function limits(calendar: Calendar, one: Case): CaseMark[] {
  const ends: readonly (readonly [CaseMark['kind'], Instant | null])[] = [
    ['contact-missed', contactEnds(calendar, one)],
    ['plan-missing', planWantedUntil(calendar, one)],
    ['plan-missed', planEnds(calendar, one)],
    ['call-back-missed', callBackEnds(calendar, one)],
  ];
  const level = levelEnds(calendar, one);
  return [
    ...ends.flatMap(([kind, at]): CaseMark[] => (at === null ? [] : [{ kind, at }])),
    ...(level ? [{ kind: 'level-up' as const, ...level }] : []),
  ];
}
