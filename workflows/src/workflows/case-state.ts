import type { Case } from '../domain/case.ts';
import { fullCalendar } from '../domain/compact-calendar.ts';
import type { Instant } from '../domain/instant.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import type { RecordedEvent } from '../messages/activities.ts';
import type { CaseOpening } from '../messages/case.ts';
import type { Reprojection } from '../messages/order.ts';
import { hasUndecided, isPending } from '../rules/cases/case-commitments.ts';
import type { CaseEvent, CaseMark } from '../rules/cases/case-events.ts';
import { nextCaseMark } from '../rules/cases/case-marks.ts';
import { caseProgress, judgeCaseEvent } from '../rules/cases/case-progress.ts';
import { openFormerCase } from '../rules/cases/open-case.ts';
import { approvals } from './activities.ts';
import { detailOfChange, detailOfEvent } from './case-details.ts';
import { caseView } from './case-view.ts';
import { officeNow } from './office-time.ts';
import { recorder } from './recorder.ts';

type Detail = RecordedEvent['detail'];

/** The state of one case. Every event and all the clock brings about is numbered and written by an activity. */
export function openCaseState(opening: CaseOpening) {
  const { caseNo, clock } = opening;
  const calendar = fullCalendar(opening.calendar);
  let { generation } = opening;
  let one: Case =
    'case' in opening ? opening.case : openFormerCase(opening, opening.reopenings ?? generation - 1);
  const record = recorder((events) =>
    approvals.projectCase({ caseNo }, { caseNo, generation, case: one, events }),
  );
  const view = caseView(caseNo, calendar);
  /** a case that had ended is started by what is late again, which is on its way */
  let isToHear = one.closedAt !== null;
  noteOpening();

  return {
    case: (): Case => one,
    now,
    isOver: () => one.closedAt !== null && !isToHear,
    hasUnwrittenEvents: record.isPending,
    untilWritten: record.untilWritten,
    putOnRecord: record.flush,
    nextMark: (): CaseMark | null => nextCaseMark(calendar, one),
    judge: (event: CaseEvent): Case | Refusal => judgeCaseEvent(calendar, one, event),
    take,
    /** takes what another workflow says; what it has heard before, or needs no more, changes nothing */
    hear(event: CaseEvent): void {
      if (event.kind === 'cause') isToHear = false;
      take(event, detailOfEvent(event));
    },
    noteMarks: (): void => noteMarks(now()),
    askDecided,
    show: () => view(one),
    /** Writes the whole state under a newer generation, which supersedes what an older one says from here on. */
    async reproject({ generation: next }: Reprojection): Promise<void> {
      if (next <= generation) return;
      generation = next;
      noteAgain();
      await record.flush();
    },
  };

  function noteAgain(): void {
    one = { ...one, events: one.events + 1 };
    note('reproject', now(), null, { generation });
  }

  function now(): Instant {
    return Math.max(officeNow(clock), one.changedAt);
  }

  /** A case that Temporal had lost, as when it was restored from an older copy, goes on from what is on record. */
  function noteOpening(): void {
    if (isToHear) return;
    if ('case' in opening && one.events > 1) return noteAgain();
    const { level, way, cause, reopenings } = one;
    const detail = one.rulesVersion === 1 ? { level } : { level, way, cause };
    note(reopenings === 0 ? 'open' : 'reopen', one.openedAt, null, detail);
  }

  function note(kind: RecordedEvent['kind'], at: Instant, by: string | null, detail: Detail): RecordedEvent {
    const event = { seq: one.events, at, kind, by, detail };
    record.note(event);
    return event;
  }

  /** Applies an event, after every mark that was due at or before its instant. */
  function take(event: CaseEvent, detail: Detail): RecordedEvent | Refusal {
    noteMarks(event.at);
    return apply(event, detail);
  }

  function apply(event: CaseEvent, detail: Detail): RecordedEvent | Refusal {
    const next = caseProgress(calendar, one, event);
    if (isRefusal(next)) return next;
    const changed = one.rulesVersion === 1 ? {} : detailOfChange(one, next);
    one = next;
    return note(event.kind, one.changedAt, event.by, { ...detail, ...changed });
  }

  /** What happens by itself, in the order of its instants. */
  function noteMarks(until: Instant): void {
    for (
      let mark = nextCaseMark(calendar, one);
      mark && mark.at <= until;
      mark = nextCaseMark(calendar, one)
    ) {
      const event = { ...mark, by: 'clock' };
      if (isRefusal(apply(event, detailOfEvent(event)))) break;
    }
  }

  /** What had been decided by the time a mark is due counts, however late it is heard of. */
  async function askDecided(): Promise<void> {
    const mark = nextCaseMark(calendar, one);
    if (!mark || mark.at > now() || one.orderNo === null) return;
    const tasks = one.commitments.flatMap((each) => (each.task && isPending(each) ? [each.task] : []));
    const late = one.matters.flatMap(({ task }) => task ?? []);
    if (tasks.length === 0 && !hasUndecided(one)) return;
    const asked = { step: one.step, tasks: [...new Set([...tasks, ...late])] };
    const { tasks: decided, stepClosedAt } = await approvals.findDecided(one.orderNo, asked);
    const known = [...decided, ...(stepClosedAt === null ? [] : [{ task: null, at: stepClosedAt }])];
    for (const { task, at } of known.toSorted((a, b) => a.at - b.at))
      take({ kind: 'decided', task, at, by: 'step' }, { task });
  }
}
