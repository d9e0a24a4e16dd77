import type { ConsultedOpinion, Supplement } from '../../domain/counter.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Stop } from '../../domain/ledger.ts';
import type { Actor } from '../../domain/step.ts';
import type { Judged, ReviewContext, ReviewEvent, ReviewTask, TaskChange } from './review-events.ts';
import { isRunning, isToAccept, papersAreMissing } from './review-guards.ts';
import { approved, howAccepted } from './review-promises.ts';

/** An opinion that the papers are not accepted comes before they are; to approve takes all of them. */
export function opinionIsBarred({ task }: ReviewContext, event: ReviewEvent<'review'>): Judged {
  if (event.opinion === 'approve') return papersAreMissing(task, event);
  return event.opinion === 'not-accept' && !isToAccept(task) ? { refused: 'accepted-already' } : undefined;
}

/** The opinion accepts the papers, unless it is that they are not. */
export function takeReview({ task }: ReviewContext, event: ReviewEvent<'review'>): TaskChange {
  const { at, by, opinion } = event;
  const accepts = isToAccept(task) && opinion !== 'not-accept';
  const acceptance = accepts ? { how: howAccepted(task, event, 'by-opinion'), at } : task.acceptance;
  return {
    becomes: { ...task, state: 'checking', reviewer: by.subject, opinion, acceptance },
    because: 'review',
  };
}

/** A second person decides; what was proposed before acceptance can only be confirmed or returned, and only before acceptance. */
export function checkIsBarred({ task }: ReviewContext, event: ReviewEvent<'check'>): Judged {
  const { by, verdict } = event;
  if (by.subject === task.reviewer) return { refused: 'same-person' };
  const isOpen = task.opinion === 'not-accept' && isToAccept(task);
  if (verdict === 'not-accept' && !isOpen) return { refused: 'accepted-already' };
  if (isOpen && (verdict === 'approve' || verdict === 'refuse')) return { refused: 'acceptance-open' };
  return verdict === 'approve' ? papersAreMissing(task, event) : undefined;
}

export function takeCheck({ task }: ReviewContext, { verdict }: ReviewEvent<'check'>): TaskChange {
  if (verdict === 'approve') return approved(task);
  if (verdict === 'refuse') return { closesStep: 'refused' };
  if (verdict === 'not-accept') return { closesStep: 'not-accepted' };
  return { becomes: { ...task, state: 'reviewing', reviewer: null, opinion: null }, because: 'return' };
}

export function askSupplement(
  task: ReviewTask,
  askedAt: Instant,
  { days, kinds }: Pick<Supplement, 'days' | 'kinds'>,
): TaskChange {
  const isAfterAcceptance = !isToAccept(task);
  const supplement = { askedAt, days, isAfterAcceptance, ...(kinds && { kinds }), suppliedAt: null };
  return {
    becomes: { ...task, state: 'supplementing', supplements: [...task.supplements, supplement] },
    because: 'ask-supplement',
  };
}

/** With the last paper the task is accepted, if it was not. */
export function supplied(task: ReviewTask, at: Instant): ReviewTask {
  const supplements = task.supplements.map((one) => ({ ...one, suppliedAt: one.suppliedAt ?? at }));
  const isLast = task.papers === true && task.acceptance === null;
  const acceptance = isLast ? ({ how: 'by-last-paper', at } as const) : task.acceptance;
  return { ...task, state: 'reviewing', supplements, acceptance };
}

export const endStops = (stops: readonly Stop[], at: Instant) =>
  stops.map((stop) => (isRunning(stop) ? { ...stop, endedAt: at } : stop));

export const opinionOf = (
  by: Actor,
  at: Instant,
  opinion: ConsultedOpinion['opinion'],
): ConsultedOpinion => ({
  department: by.department as ConsultedOpinion['department'],
  opinion,
  by: by.subject,
  at,
});
