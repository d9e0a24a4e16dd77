import { patched } from '@temporalio/workflow';
import type { Calendar } from '../domain/calendar.ts';
import { fullCalendar } from '../domain/compact-calendar.ts';
import type { EventKind } from '../domain/event-kinds.ts';
import type { Instant } from '../domain/instant.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import type { Step } from '../domain/step.ts';
import type { RecordedEvent } from '../messages/activities.ts';
import type { CalendarMove } from '../messages/calendar.ts';
import type { Reprojection } from '../messages/order.ts';
import type { CommissionMove, StepOpening } from '../messages/step.ts';
import { markEvents, nextMarkOf, noMarks, stepMarks } from '../rules/lights-and-forecast/step-marks.ts';
import {
  dueAt,
  type DueMark,
  isAskedFirst,
  nextDueMark,
  promiseMissedAt,
} from '../rules/state-machines/due-marks.ts';
import { judgeStepEvent } from '../rules/state-machines/judge-step-event.ts';
import {
  lastChangeAt,
  openStep,
  openTaskOf,
  type StepEvent,
  stepProgress,
  takenOverSince,
} from '../rules/state-machines/step-progress.ts';
import { approvals } from './activities.ts';
import { officeNow } from './office-time.ts';
import { recorder } from './recorder.ts';

type Detail = RecordedEvent['detail'];

export type StepState = ReturnType<typeof openStepState>;

/** The state of one step. Every event and every change of its marks is numbered and written by an activity. */
export function openStepState({ orderNo, step: planned, openedAt, clock, ...opening }: StepOpening) {
  let calendar = fullCalendar(opening.calendar);
  const opened = openStep(planned, openedAt);
  let step = { ...opened, events: 0 };
  let marks = noMarks;
  let litThrough = openedAt;
  let { generation = 1 } = opening;
  const { rulesVersion = 1 } = opening;
  const record = recorder((events) =>
    approvals.projectStep({ orderNo, generation, step, events, answersClock: step.closedAt !== null }),
  );
  note('open', openedAt, null, {});
  noteTakenOver(null, openedAt);

  return {
    step: (): Step => step,
    calendar: (): Calendar => calendar,
    /** why it is one for the fallback window, in order; none while it is not */
    causes: () => marks.causes,
    now: () => Math.max(officeNow(clock), litThrough),
    untilWritten: record.untilWritten,
    /** what an event would make of the step, or why it is refused */
    judge: (event: StepEvent): Step | Refusal => judgeStepEvent({ calendar, planned }, step, event),
    nextMark: (): { readonly at: Instant; readonly what: string } | null => nextMark(),
    /** the supplement that lapses now, or the promise that breaks, unless the papers had come */
    lapsing: (): DueMark | null => {
      const mark = nextDueMark(calendar, step);
      return mark && isAskedFirst(mark) && mark.at <= Math.max(officeNow(clock), litThrough) ? mark : null;
    },
    /** the promise that is missed now, unless the papers had come */
    missing: (): DueMark | null => {
      const task = openTaskOf(step);
      const at = task ? promiseMissedAt(task) : null;
      return task && at !== null && at <= officeNow(clock)
        ? { kind: 'promise-missed', task: task.code, at }
        : null;
    },
    note,
    noteMarks: () => noteMarks(Math.max(officeNow(clock), litThrough, step.closedAt ?? 0)),
    isOver: () => step.closedAt !== null,
    /** what the order's clock read at the last write, when the step had closed by then */
    orderClock: record.answer,
    isEscalated: () => marks.causes.length > 0,
    putOnRecord: record.flush,
    /** Writes the whole state under a newer generation, which supersedes what an older one says from here on. */
    async reproject({ generation: next }: Reprojection): Promise<void> {
      if (next <= generation) return;
      generation = next;
      note('reproject', Math.max(officeNow(clock), litThrough), null, { generation });
      await record.flush();
    },
    move({ commissionNo, task, state, by, at }: CommissionMove): void {
      if (state === 'terminated') return;
      take({ kind: 'commission', task, state, by: { subject: by }, at }, { task, state, commissionNo });
    },
    take,
    /** Counts the whole ledger again by the newer calendar; marks that no longer follow from it are taken back. */
    moveCalendar({ calendar: next }: CalendarMove): void {
      if (next.version === calendar.version || step.closedAt !== null) return;
      calendar = fullCalendar(next);
      note('calendar', Math.max(officeNow(clock), litThrough), null, { version: next.version });
    },
  };

  /** Applies an event by the rule of steps, after every mark that was due at or before its instant. */
  function take(event: StepEvent, detail: Detail): RecordedEvent | Refusal {
    noteMarks(Math.max(event.at, litThrough));
    return apply(event, detail);
  }

  function apply(event: StepEvent, detail: Detail): RecordedEvent | Refusal {
    return put(event, detail, judgeStepEvent({ calendar, planned }, step, event));
  }

  function put(event: StepEvent, detail: Detail, next: Step | Refusal): RecordedEvent | Refusal {
    const at = Math.max(event.at, lastChangeAt(step));
    if (isRefusal(next)) return next;
    const before = step;
    step = { ...next, events: step.events };
    const noted = note(event.kind, at, event.by.subject, detail);
    noteTakenOver(before, at);
    return noted;
  }

  /** What was taken over from an earlier order or from the project's papers with what has just been noted. */
  function noteTakenOver(before: Step | null, at: Instant): void {
    for (const { code: task, carriedFrom, coveredBy = null } of takenOverSince(before, step))
      if (carriedFrom === undefined) note('cite', at, null, { task, coveredBy });
      else note('carry', at, null, { task, carriedFrom });
  }

  function note(kind: EventKind, at: Instant, by: string | null, detail: Detail): RecordedEvent {
    step = { ...step, events: step.events + 1 };
    const event = { seq: step.events, at, kind, by, detail };
    record.note(event);
    return event;
  }

  /** What happens by itself, in the order of its instants: acceptance by silence and the end of stops between the marks of the clock. */
  function noteMarks(now: Instant): void {
    for (let mark = dueAt(calendar, step, now); mark; mark = dueAt(calendar, step, now)) {
      noteClock(Math.max(mark.at, litThrough));
      if (isRefusal(applyMark({ ...mark, by: { subject: 'clock' } }))) break;
    }
    noteClock(now);
  }

  /** A judge of events counts what is due by then as done, so the mark itself is not judged but taken. */
  function applyMark(mark: DueMark & Pick<StepEvent, 'by'>): RecordedEvent | Refusal {
    const isTaken = rulesVersion >= 2 || patched('2026-12-marks-are-taken');
    return isTaken
      ? put(mark, { task: mark.task }, stepProgress(step, mark))
      : apply(mark, { task: mark.task });
  }

  function nextMark() {
    const ofClock = nextMarkOf(rulesVersion, calendar, step, litThrough);
    const mark = nextDueMark(calendar, step);
    return mark && (!ofClock || mark.at <= ofClock.at) ? { at: mark.at, what: mark.kind } : ofClock;
  }

  /** Records new lights and late tasks, and takes back those that no longer follow from the ledger, as when a milestone arrives late. */
  function noteClock(now: Instant): void {
    const read = stepMarks(rulesVersion, calendar, step, now, marks);
    for (const { kind, at, detail } of markEvents(marks, read)) note(kind, at, null, detail);
    marks = read;
    litThrough = now;
  }
}
