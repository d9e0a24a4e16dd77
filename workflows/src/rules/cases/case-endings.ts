import type { Case, CaseOutcome } from '../../domain/case.ts';
import type { Instant } from '../../domain/instant.ts';
import { commitmentOf, hasPending, hasUndecided, promiseIsIdle } from './case-commitments.ts';
import type { ActOn, CaseJudged } from './case-events.ts';
import { raised } from './case-levels.ts';

/** How often somebody who is not reached is called before the call-back counts as done (design 5; the number is the issue's). */
const mostTries = 3;

/** Outcomes that people do not choose when they close: they follow from something else. */
const notChosen: readonly CaseOutcome[] = ['no-longer-due', 'merged'];

/** Why an answer would not be a true one. */
export function answerIsUntrue(one: Case, { outcome, commitment }: ActOn<'close'>): CaseJudged {
  if (notChosen.includes(outcome) || (outcome === 'withdrawn' && one.way === 'timeout'))
    return { refused: 'outcome-not-for-people' };
  if (one.rulesVersion === 1) return undefined;
  if (outcome === 'settled-on-the-spot' && one.level !== 'L0')
    return { refused: 'not-on-the-spot', level: one.level };
  if (commitment !== undefined && outcome !== 'settled-conditionally') return { refused: 'commitment-unfit' };
  if (outcome === 'settled-conditionally') {
    if (commitment === undefined && !hasPending(one)) return { refused: 'commitment-needed' };
    return commitment && promiseIsIdle(one, commitment);
  }
  return hasUndecided(one) ? { refused: 'late-not-decided' } : undefined;
}

/** "Cannot by law" waits for a second person, every other outcome for the call-back. */
export function takeAnswer(next: Case, { by, at, outcome, commitment }: ActOn<'close'>): Case {
  const promised = commitment ? [commitmentOf(commitment, { no: next.events, at })] : [];
  const proposed = {
    ...{ ...next, outcome, proposedBy: by, handler: next.handler ?? by },
    commitments: [...next.commitments, ...promised],
  };
  return outcome === 'cannot-by-law' ? { ...proposed, state: 'confirming' } : answered(proposed, at);
}

/** A second person confirms; and what has become late since it was proposed is to be decided first. */
export function confirmationIsBarred(one: Case, { by, agrees }: ActOn<'confirm'>): CaseJudged {
  if (by === one.proposedBy) return { refused: 'same-person' };
  return agrees && one.rulesVersion === 2 && hasUndecided(one) ? { refused: 'late-not-decided' } : undefined;
}

export const takeConfirmation = (next: Case, { agrees, at }: ActOn<'confirm'>): Case =>
  agrees ? answered(next, at) : { ...next, state: 'open', outcome: null, proposedBy: null };

/** Over, with nobody to be called back. */
export const ended = (one: Case, outcome: Case['outcome'], at: Instant): Case => ({
  ...one,
  ...{ state: 'closed', outcome, answeredAt: one.answeredAt ?? at, closedAt: at },
});

/** Somebody who withdrew has nothing to be asked; before 2026-12 nobody was called back. */
function answered(one: Case, at: Instant): Case {
  if (one.rulesVersion === 1 || one.outcome === 'withdrawn') return ended(one, one.outcome, at);
  const callBack = { since: at, tries: 0, result: null, missedAt: null };
  return { ...one, state: 'calling-back', answeredAt: at, callBack };
}

/** The call-back is made by somebody else than the officer who has the case and the one who answered it. */
export const callBackIsBarred = (
  { handler, proposedBy }: Case,
  { by }: { readonly by: string },
): CaseJudged => (by === handler || by === proposedBy ? { refused: 'same-person' } : undefined);

/** "Not satisfied" reopens the case once, one level up; nobody reached is tried again, three times in all. */
export function takeCallBack(next: Case, { result, at }: ActOn<'call-back'>): Case {
  const before = next.callBack ?? { since: at, tries: 0, result: null, missedAt: null };
  const tries = before.tries + (result === 'not-reached' ? 1 : 0);
  if (result === 'not-reached' && tries < mostTries) return { ...next, callBack: { ...before, tries } };
  const called = { ...next, callBack: { ...before, tries, result } };
  if (result === 'not-satisfied' && !next.wasDissatisfied)
    return raised(reopened({ ...called, wasDissatisfied: true }), at);
  return afterCallBack(called, at);
}

/** Over, unless a commitment is pending. */
const afterCallBack = (one: Case, at: Instant): Case =>
  hasPending(one) ? { ...one, state: 'committed' } : { ...one, state: 'closed', closedAt: at };

/** A case that only a commitment kept open is over once that is kept. */
export const unlessCommitted = (one: Case, at: Instant): Case =>
  one.state === 'committed' ? afterCallBack(one, at) : one;

/** Answered, but not for good: it is worked on again. */
export const reopened = (one: Case): Case => ({
  ...one,
  ...{ state: 'open', outcome: null, proposedBy: null, answeredAt: null, closedAt: null, callBack: null },
  reopenings: one.reopenings + 1,
});
