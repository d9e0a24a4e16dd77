import { caseLevels, type Case } from '../domain/case.ts';
import type { Instant } from '../domain/instant.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { inBoth } from '../domain/words.ts';
import type { RecordedEvent } from '../messages/activities.ts';
import type { CaseOpening } from '../messages/case.ts';
import { caseProgress, openCase, type CaseEvent } from '../rules/state-machines/case-progress.ts';
import { dayEnds, officeDay } from '../rules/calendar/office-day.ts';
import { addWorkingDays } from '../rules/calendar/working-days.ts';
import { approvals } from './activities.ts';
import { showDetails } from './details.ts';
import { officeNow } from './office-time.ts';
import { recorder } from './recorder.ts';
import { searchAttributes } from '../domain/search-attributes.ts';
import { attributeWriter } from './search-attributes.ts';

/** Keeps the state of one case and puts its events on record. */
export function caseKeeper({ calendar, clock, generation, ...opened }: CaseOpening) {
  const { caseNo, openedAt, orderNo } = opened;
  let kase: Case = openCase(openedAt);
  const record = recorder((events) =>
    approvals.projectCase(opened, { caseNo, generation, case: kase, events }),
  );
  record.note({
    seq: kase.events,
    at: openedAt,
    kind: generation === 1 ? 'open' : 'reopen',
    by: null,
    detail: { level: kase.level },
  });
  const upsert = attributeWriter([]);

  return {
    case: (): Case => kase,
    now: (): Instant => Math.max(officeNow(clock), kase.changedAt),
    hasNews: record.isPending,
    untilWritten: record.untilWritten,
    putOnRecord: record.flush,
    take(event: CaseEvent, detail: RecordedEvent['detail']): RecordedEvent | Refusal {
      const next = caseProgress(kase, event);
      if (isRefusal(next)) return next;
      kase = next;
      const recorded = { seq: kase.events, at: kase.changedAt, kind: event.kind, by: event.by, detail };
      record.note(recorded);
      return recorded;
    },
    show(): void {
      const due = addWorkingDays(calendar, officeDay(calendar, openedAt), caseLevels[kase.level].days);
      upsert([
        { key: searchAttributes.slaStatus, value: kase.closedAt === null ? 'GREEN' : 'DONE' },
        { key: searchAttributes.slaDueAt, value: new Date(dayEnds(calendar, due)) },
      ]);
      showDetails(
        [
          ['case', caseNo],
          ['order', orderNo],
          ['level', kase.level],
          ['due', due],
          ['light', inBoth(kase.state)],
        ],
        null,
      );
    },
  };
}
