import {
  callBackEnds,
  isPending,
  levelEnds,
  officeDay,
  planEnds,
  planWantedUntil,
  shanghaiIso,
  type Calendar,
  type Case,
  type Day,
  type Instant,
  type Words,
} from '@doudi/workflows';

const answerDue: Words = { zh: '答复或升级', en: 'an answer, or the next level' };
const planDue: Words = { zh: '确定办结日期', en: 'a date for the answer' };
const plannedDue: Words = { zh: '按计划办结', en: 'the answer, as planned' };
const callBackDue: Words = { zh: '回访', en: 'the call-back' };
const promiseDue: Words = { zh: '承诺到期', en: 'what was promised' };

/** What somebody who tracks a case can expect next, and by which instant; null where nothing has a date. */
export function nextOfCase(
  calendar: Calendar,
  one: Case,
): { readonly what: Words; readonly at: string; readonly day: Day } | null {
  const awaited: readonly (readonly [Words, Instant | null | undefined])[] = [
    [answerDue, levelEnds(calendar, one)?.at],
    [plannedDue, planEnds(calendar, one)],
    [planDue, planWantedUntil(calendar, one)],
    [callBackDue, callBackEnds(calendar, one)],
    [promiseDue, one.state === 'committed' ? firstPromise(one) : null],
  ];
  const [next] = awaited.flatMap(([what, at]) => (at == null ? [] : [{ what, at }]));
  return next ? { what: next.what, at: shanghaiIso(next.at), day: officeDay(calendar, next.at - 1) } : null;
}

const firstPromise = ({ commitments }: Case): Instant | null => {
  const due = commitments.filter(isPending);
  return due.length > 0 ? Math.min(...due.map(({ dueAt }) => dueAt)) : null;
};
