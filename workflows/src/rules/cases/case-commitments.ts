import type { Case, Commitment, LateMatter } from '../../domain/case.ts';
import type { Instant } from '../../domain/instant.ts';
import { commitmentEnds } from './case-clock.ts';
import type { CaseJudged, Promised } from './case-events.ts';

export const isPending = ({ keptAt, brokenAt }: Commitment): boolean => keptAt === null && brokenAt === null;

export const hasPending = ({ commitments }: Case): boolean => commitments.some(isPending);

/** A commitment as it is made at an instant, under the number of the event that makes it. */
export const commitmentOf = (
  { party, deed, task, hours }: Promised,
  { no, at }: { readonly no: number; readonly at: Instant },
): Commitment => ({
  ...{ no, party, deed, task: deed === 'decide-task' ? task : null },
  ...{ madeAt: at, dueAt: commitmentEnds(at, hours), keptAt: null, brokenAt: null },
});

/** A task can be promised to be decided only where the case knows the order it is of, and not once the step has closed. */
export function promiseIsIdle(one: Case, { deed, task }: Promised): CaseJudged {
  if (deed !== 'decide-task') return undefined;
  if (one.orderNo === null || task === null) return { refused: 'order-not-linked' };
  return undefined;
}

/** The commitments once a task is decided, or with its step all of them are: kept when that came no later than their last instant. */
export const afterDecision = (
  commitments: readonly Commitment[],
  isDecided: (task: Commitment['task']) => boolean,
  at: Instant,
): Commitment[] =>
  commitments.map((one) =>
    one.deed === 'decide-task' && one.keptAt === null && at <= one.dueAt && isDecided(one.task)
      ? { ...one, keptAt: at, brokenAt: null }
      : one,
  );

export const isUndecided = ({ decidedAt }: LateMatter): boolean => decidedAt === null;

/** Whether what the case came of is still late: a settlement would not be true. */
export const hasUndecided = ({ matters }: Case): boolean => matters.some(isUndecided);
