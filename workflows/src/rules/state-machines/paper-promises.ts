import type { Instant } from '../../domain/instant.ts';
import type { PaperKind, PaperNeed, PaperPromise } from '../../domain/papers.ts';
import type { Task } from '../../domain/step.ts';
import { dayNumber } from '../calendar/day-number.ts';
import { dayNumberEnds } from '../calendar/office-day.ts';

// Papers that are to follow: promised for a day (容缺受理), or replaced by a commitment in writing (承诺制).

/** The promises of which papers are still to come. */
export const openPromises = ({ promises = [] }: Task): readonly PaperPromise[] =>
  promises.filter(({ keptAt }) => keptAt === null);

export const isPromised = (task: Task, kind: PaperKind): boolean =>
  openPromises(task).some(({ kinds }) => kinds.includes(kind));

export const isCommitted = ({ commitments = [] }: Task, kind: PaperKind): boolean =>
  commitments.some(({ kinds }) => kinds.includes(kind));

/** 17:00 of the promised day, the first instant that is too late. */
export const promiseEnds = ({ day }: PaperPromise): Instant => dayNumberEnds(dayNumber(day));

/** The kinds of the list that can be promised: minor ones that are missing, and that nothing answers yet. */
export const promisable = (task: Task, missing: readonly PaperKind[]): PaperKind[] =>
  unanswered(task, missing, ({ isMain }) => !isMain);

/** The kinds of the list that a commitment in writing can replace. */
export const committable = (task: Task, missing: readonly PaperKind[]): PaperKind[] =>
  unanswered(task, missing, ({ byCommitment }) => byCommitment === true);

const unanswered = (
  task: Task,
  missing: readonly PaperKind[],
  isFit: (need: PaperNeed) => boolean,
): PaperKind[] =>
  (task.paperList ?? [])
    .filter((need) => isFit(need) && missing.includes(need.kind))
    .map(({ kind }) => kind)
    .filter((kind) => !isPromised(task, kind) && !isCommitted(task, kind));

interface Arrival {
  readonly kinds: readonly PaperKind[];
  readonly since: Instant;
}

/** Whether an arrival brings all that an open promise names, after it was signed. */
export const isKeptBy = ({ kinds, signedAt, keptAt }: PaperPromise, arrival: Arrival): boolean =>
  keptAt === null && signedAt <= arrival.since && kinds.every((kind) => arrival.kinds.includes(kind));

/** A promise kept by an arrival put on record at `at`; what had come in time was never missed, however late it is heard of. */
export function kept(promise: PaperPromise, arrival: Arrival, at: Instant): PaperPromise {
  if (!isKeptBy(promise, arrival)) return promise;
  const wasInTime = promise.missedAt !== null && arrival.since < promise.missedAt;
  return { ...promise, keptAt: at, ...(wasInTime && { missedAt: null }) };
}

/** A promise whose day has passed at `now` without its papers. */
export function missed(promise: PaperPromise, now: Instant): PaperPromise {
  const isMissed = promise.keptAt === null && promise.missedAt === null && promiseEnds(promise) <= now;
  return isMissed ? { ...promise, missedAt: promiseEnds(promise) } : promise;
}
