import type { Case } from '../domain/case.ts';
import { fullCalendar } from '../domain/compact-calendar.ts';
import type { EventKind } from '../domain/event-kinds.ts';
import type { Instant } from '../domain/instant.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { searchAttributes } from '../domain/search-attributes.ts';
import { inBoth } from '../domain/words.ts';
import type { RecordedEvent } from '../messages/activities.ts';
import type { CaseOpening } from '../messages/case.ts';
import type { Reprojection } from '../messages/order.ts';
import { dayEnds } from '../rules/calendar/office-day.ts';
import { caseDueDay, type CaseEvent, caseProgress, openCase } from '../rules/state-machines/case-progress.ts';
import { approvals } from './activities.ts';
import { showDetails } from './details.ts';
import { officeNow } from './office-time.ts';
import { recorder } from './recorder.ts';
import { attributeWriter } from './search-attributes.ts';

/** The state of one case; its events are numbered and written by an activity. */
export function openCaseState({ calendar: given, clock, reopenings, ...opening }: CaseOpening) {
  const calendar = fullCalendar(given);
  const { generation: first, ...opened } = opening;
  const { caseNo, openedAt, orderNo } = opened;
  let generation = first;
  let caseState: Case = openCase(openedAt, reopenings ?? first - 1);
  const record = recorder((events) =>
    approvals.projectCase(opened, { caseNo, generation, case: caseState, events }),
  );
  record.note({
    seq: caseState.events,
    at: openedAt,
    kind: caseState.reopenings === 0 ? 'open' : 'reopen',
    by: null,
    detail: { level: caseState.level },
  });
  const upsert = attributeWriter([]);

  return {
    case: (): Case => caseState,
    now: (): Instant => Math.max(officeNow(clock), caseState.changedAt),
    hasUnwrittenEvents: record.isPending,
    untilWritten: record.untilWritten,
    putOnRecord: record.flush,
    /** Writes the whole state under a newer generation, which supersedes what an older one says from here on. */
    async reproject({ generation: next }: Reprojection): Promise<void> {
      if (next <= generation) return;
      generation = next;
      caseState = { ...caseState, events: caseState.events + 1 };
      const at = Math.max(officeNow(clock), caseState.changedAt);
      record.note({ seq: caseState.events, at, kind: 'reproject', by: null, detail: { generation } });
      await record.flush();
    },
    take(event: CaseEvent, detail: RecordedEvent['detail']): RecordedEvent | Refusal {
      const next = caseProgress(caseState, event);
      if (isRefusal(next)) return next;
      caseState = next;
      const kind: EventKind = event.kind;
      const recorded = {
        seq: caseState.events,
        at: caseState.changedAt,
        kind,
        by: event.by,
        detail,
      };
      record.note(recorded);
      return recorded;
    },
    show(): void {
      const due = caseDueDay(calendar, caseState);
      upsert([
        { key: searchAttributes.slaStatus, value: caseState.closedAt === null ? 'GREEN' : 'DONE' },
        { key: searchAttributes.slaDueAt, value: new Date(dayEnds(calendar, due)) },
      ]);
      showDetails([
        ['case', caseNo],
        ['order', orderNo],
        ['level', `${caseState.level} ${inBoth(caseState.level)}`],
        ['case-state', inBoth(`case-${caseState.state}`)],
        ['due', caseState.closedAt === null ? due : null],
      ]);
    },
  };
}
