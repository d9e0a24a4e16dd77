import type { Calendar, Day } from '../../domain/calendar.ts';
import { type Case, type CaseAction, caseLevels, type CaseOutcome } from '../../domain/case.ts';
import type { Instant } from '../../domain/instant.ts';
import type { CaseRefusal, Refusal } from '../../domain/refusal.ts';
import { officeDay } from '../calendar/office-day.ts';
import { addWorkingDays } from '../calendar/working-days.ts';

export type CaseEvent = { readonly at: Instant; readonly by: string; readonly note: string | null } & (
  | { readonly kind: 'act'; readonly action: CaseAction }
  | { readonly kind: 'close'; readonly outcome: CaseOutcome }
  | { readonly kind: 'confirm'; readonly agrees: boolean }
  | { readonly kind: 'end'; readonly outcome: CaseOutcome }
);

/** The last day of a case at its level, counted from the office day it was opened on. */
export const caseDueDay = (calendar: Calendar, { openedAt, level }: Pick<Case, 'openedAt' | 'level'>): Day =>
  addWorkingDays(calendar, officeDay(calendar, openedAt), caseLevels[level].days);

/** A case as a timeout opens it: at the lead department; `reopenings` says how often it was closed before. */
export const openCase = (openedAt: Instant, reopenings = 0): Case => ({
  level: 'L1',
  reopenings,
  openedAt,
  changedAt: openedAt,
  state: 'open',
  outcome: null,
  proposedBy: null,
  closedAt: null,
  events: 1,
});

/**
 * What an event makes of a case, or why it is refused. "Cannot by law" needs a second person; "no longer due" follows only from
 * a change of calendar and cannot be chosen by a person.
 */
export function caseProgress(caseState: Case, event: CaseEvent): Case | Refusal<CaseRefusal> {
  if (caseState.state === 'closed') return { refused: 'case-closed', outcome: caseState.outcome };
  const next = {
    ...caseState,
    changedAt: Math.max(event.at, caseState.changedAt),
    events: caseState.events + 1,
  };
  const closed = { ...next, state: 'closed' as const, closedAt: next.changedAt };
  if (event.kind === 'act') return next;
  if (event.kind === 'end') return { ...closed, outcome: event.outcome };
  if (event.kind === 'close') {
    if (caseState.state === 'confirming') return { refused: 'case-waits-for-confirmation' };
    if (event.outcome === 'no-longer-due') return { refused: 'outcome-not-for-people' };
    return event.outcome === 'cannot-by-law'
      ? { ...next, state: 'confirming', outcome: event.outcome, proposedBy: event.by }
      : { ...closed, outcome: event.outcome };
  }
  if (caseState.state !== 'confirming') return { refused: 'nothing-to-confirm' };
  if (event.by === caseState.proposedBy) return { refused: 'same-person' };
  return event.agrees ? closed : { ...next, state: 'open', outcome: null, proposedBy: null };
}
