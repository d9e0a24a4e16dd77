import type { Acceptance } from '../../domain/counter.ts';
import type { PaperKind } from '../../domain/papers.ts';
import {
  committable,
  isKeptBy,
  isPromised,
  kept,
  missed,
  openPromises,
  promisable,
} from './paper-promises.ts';
import type { Judged, ReviewContext, ReviewEvent, ReviewTask, TaskChange } from './review-events.ts';
import { isToAccept, lackingOf } from './review-guards.ts';

/** How act or opinion accepts: conditionally, when a paper is missing that is only promised. */
export const howAccepted = (
  task: ReviewTask,
  event: { readonly missing?: readonly PaperKind[] },
  how: Acceptance['how'],
): Acceptance['how'] =>
  lackingOf(task, event).some((kind) => isPromised(task, kind)) ? 'conditionally' : how;

const barred = ({ barredSince }: { readonly barredSince?: number }): Judged =>
  barredSince === undefined ? undefined : { refused: 'promise-barred', since: barredSince };

/** Only minor papers that are missing, each once, and only before the papers are accepted; a broken promise bars the next. */
export function promiseIsBarred({ task }: ReviewContext, event: ReviewEvent<'promise'>): Judged {
  if (!isToAccept(task)) return { refused: 'accepted-already' };
  return barred(event) ?? unfit('not-to-promise', event.kinds, promisable(task, event.missing ?? []));
}

export const commitIsBarred = ({ task }: ReviewContext, event: ReviewEvent<'commit'>): Judged =>
  barred(event) ?? unfit('not-to-commit', event.kinds, committable(task, event.missing ?? []));

function unfit(
  refused: 'not-to-promise' | 'not-to-commit',
  kinds: readonly PaperKind[],
  fit: readonly PaperKind[],
): Judged {
  const isUnfit = kinds.length === 0 || kinds.some((kind) => !fit.includes(kind));
  return isUnfit ? { refused, possible: fit } : undefined;
}

export function takePromise({ task }: ReviewContext, event: ReviewEvent<'promise'>): TaskChange {
  const { kinds, day, at } = event;
  const promise = { kinds, day, signedAt: at, missedAt: null, keptAt: null };
  return { keeps: { ...task, promises: [...(task.promises ?? []), promise] } };
}

export const takeCommitment = (
  { task }: ReviewContext,
  { kinds, at }: ReviewEvent<'commit'>,
): TaskChange => ({
  keeps: { ...task, commitments: [...(task.commitments ?? []), { kinds, signedAt: at }] },
});

/** What was approved is withheld while promised papers are still to come. */
export const approved = (task: ReviewTask): TaskChange =>
  openPromises(task).length > 0
    ? { becomes: { ...task, state: 'withheld' }, because: 'withhold' }
    : { doneBecause: 'approve' };

export const arrivalIsBarred = ({ task }: ReviewContext, event: ReviewEvent<'papers-arrived'>): Judged =>
  openPromises(task).some((promise) => isKeptBy(promise, event))
    ? undefined
    : { refused: 'nothing-promised' };

/** With the last promised paper a withheld result is issued. */
export function takeArrival({ task }: ReviewContext, event: ReviewEvent<'papers-arrived'>): TaskChange {
  const promises = (task.promises ?? []).map((promise) => kept(promise, event, event.at));
  const next = { ...task, promises };
  const isIssued = task.state === 'withheld' && openPromises(next).length === 0;
  return isIssued ? { doneBecause: 'papers-arrived', as: next } : { keeps: next };
}

export const takeMissed = ({ task }: ReviewContext, { at }: ReviewEvent<'promise-missed'>): TaskChange => ({
  keeps: { ...task, promises: (task.promises ?? []).map((promise) => missed(promise, at)) },
});

export const nothingPromised = ({ task }: ReviewContext): Judged =>
  openPromises(task).length > 0 ? undefined : { refused: 'nothing-promised' };
