import type { Calendar } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import { searchAttributes } from '../domain/search-attributes.ts';
import { shanghaiMinute } from '../domain/shanghai-time.ts';
import { inBoth } from '../domain/words.ts';
import { dayEnds } from '../rules/calendar/office-day.ts';
import { callBackEnds, caseDueDay, isUnanswered } from '../rules/cases/case-clock.ts';
import { showDetails } from './details.ts';
import { attributeWriter } from './search-attributes.ts';

/** Shows a case to administrators: its search attributes when one changes, and a small table of what does not go stale. */
export function caseView(caseNo: string, calendar: Calendar) {
  const upsert = attributeWriter([]);
  return (one: Case): void => {
    const due = caseDueDay(calendar, one);
    upsert([
      { key: searchAttributes.slaStatus, value: lightOf(one) },
      {
        key: searchAttributes.slaDueAt,
        value: new Date(callBackEnds(calendar, one) ?? dayEnds(calendar, due)),
      },
      ...(one.rulesVersion === 1 ? [] : [{ key: searchAttributes.caseLevel, value: one.level }]),
    ]);
    showDetails([
      ['case', caseNo],
      ['order', one.orderNo],
      ['level', `${one.level} ${inBoth(one.level)}`],
      ['case-state', inBoth(`caseState.${one.state}`)],
      ['due', isUnanswered(one) ? due : null],
      ['lead', one.lead && inBoth(one.lead)],
      ['required-by', one.requiredBy === null ? null : shanghaiMinute(one.requiredBy)],
    ]);
  };
}

/** A case is red once a level was left without an answer. */
const lightOf = ({ closedAt, failed, answeredAt }: Case): string => {
  if (closedAt !== null) return 'DONE';
  return failed.length > 0 && answeredAt === null ? 'RED' : 'GREEN';
};
