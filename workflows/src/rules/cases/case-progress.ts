import type { Calendar } from '../../domain/calendar.ts';
import type { Case } from '../../domain/case.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { caseActs } from './case-acts.ts';
import {
  caseMarkKinds,
  type ActOn,
  type CaseActKind,
  type CaseEvent,
  type CaseMark,
  type CaseNext,
} from './case-events.ts';
import { ended } from './case-endings.ts';
import { takeMark } from './case-mark-effects.ts';
import { nextCaseMark } from './case-marks.ts';
import { takeCause, takeDecision, takeUndone } from './case-matters.ts';

/** What an event makes of a case as it stands at the event's instant, or why it is refused. */
export function judgeCaseEvent(calendar: Calendar, one: Case, event: CaseEvent): CaseNext {
  return caseProgress(calendar, withCaseMarks(calendar, one, event.at), event);
}

/** What an event makes of a case, or why it is refused. */
export function caseProgress(calendar: Calendar, one: Case, event: CaseEvent): CaseNext {
  const at = Math.max(event.at, one.changedAt);
  const next = { ...one, changedAt: at, events: one.events + 1 };
  if (event.kind === 'cause') return takeCause(one, next, event);
  if (one.state === 'closed') return { refused: 'case-closed', outcome: one.outcome };
  if (event.kind === 'decided') return takeDecision(one, next, event);
  if (event.kind === 'undone') return takeUndone(next, { ...event, at });
  if (event.kind === 'end') return ended(next, event.outcome, at);
  return isMark(event) ? takeMark(next, event) : takeAct(calendar, { one, next }, { ...event, at });
}

const isMark = (event: CaseEvent): event is Extract<CaseEvent, CaseMark> =>
  (caseMarkKinds as readonly string[]).includes(event.kind);

function takeAct<K extends CaseActKind>(
  calendar: Calendar,
  { one, next }: { readonly one: Case; readonly next: Case },
  event: { readonly kind: K } & ActOn<K>,
): CaseNext {
  const act = caseActs[event.kind];
  if (!act.in.includes(one.state)) return refusalIn(one, event.kind);
  return act.unless(one, event, calendar) ?? act.take(next, event, calendar);
}

/** Why what is not for this state is refused. */
function refusalIn({ state, outcome }: Case, kind: CaseActKind): CaseNext {
  if (kind === 'call-back' && state !== 'committed') return { refused: 'not-answered' };
  if (state === 'confirming') return { refused: 'case-waits-for-confirmation' };
  return state === 'open' ? { refused: 'nothing-to-confirm' } : { refused: 'case-answered', outcome };
}

/** A case with every mark due at `now`, also those its workflow has not written yet. */
export function withCaseMarks(calendar: Calendar, one: Case, now: number): Case {
  const mark = nextCaseMark(calendar, one);
  if (!mark || mark.at > now) return one;
  const next = caseProgress(calendar, one, { ...mark, by: 'clock' });
  return isRefusal(next) ? one : withCaseMarks(calendar, next, now);
}
