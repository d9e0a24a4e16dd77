import type { Case, CaseAction, CaseOutcome } from '../../domain/case.ts';
import type { Instant } from '../../domain/instant.ts';
import type { CaseRefusal, Refusal } from '../../domain/refusal.ts';

export type CaseEvent = { readonly at: Instant; readonly by: string; readonly note: string | null } & (
  | { readonly kind: 'act'; readonly action: CaseAction }
  | { readonly kind: 'close'; readonly outcome: CaseOutcome }
  | { readonly kind: 'confirm'; readonly agrees: boolean }
  | { readonly kind: 'end'; readonly outcome: CaseOutcome }
);

/** A case as a timeout opens it: at the lead department. */
export const openCase = (openedAt: Instant): Case => ({
  level: 'L1',
  openedAt,
  changedAt: openedAt,
  state: 'open',
  outcome: null,
  proposedBy: null,
  closedAt: null,
  events: 1,
});

/**
 * The law of a case: what an event makes of it, or why that may not be. "Cannot by law" needs a second person;
 * "no longer due" is never a person's to choose (only a calendar change makes it true).
 */
export function caseProgress(kase: Case, event: CaseEvent): Case | Refusal<CaseRefusal> {
  if (kase.state === 'closed') return { refused: 'case-closed', outcome: kase.outcome };
  const next = { ...kase, changedAt: Math.max(event.at, kase.changedAt), events: kase.events + 1 };
  const closed = { ...next, state: 'closed' as const, closedAt: next.changedAt };
  if (event.kind === 'act') return next;
  if (event.kind === 'end') return { ...closed, outcome: event.outcome };
  if (event.kind === 'close') {
    if (kase.state === 'confirming') return { refused: 'case-waits-for-confirmation' };
    if (event.outcome === 'no-longer-due') return { refused: 'outcome-not-for-people' };
    return event.outcome === 'cannot-by-law'
      ? { ...next, state: 'confirming', outcome: event.outcome, proposedBy: event.by }
      : { ...closed, outcome: event.outcome };
  }
  if (kase.state !== 'confirming') return { refused: 'nothing-to-confirm' };
  if (event.by === kase.proposedBy) return { refused: 'same-person' };
  return event.agrees ? closed : { ...next, state: 'open', outcome: null, proposedBy: null };
}
