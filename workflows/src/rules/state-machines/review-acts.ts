import type { Refusal, StepRefusal } from '../../domain/refusal.ts';
import type { TaskState } from '../../domain/step.ts';
import {
  askSupplement,
  checkIsBarred,
  endStops,
  opinionIsBarred,
  opinionOf,
  supplied,
  takeCheck,
  takeReview,
} from './review-decisions.ts';
import type {
  ActedBy,
  Judged,
  ReviewContext,
  ReviewEvent,
  ReviewEventKind,
  TaskChange,
} from './review-events.ts';
import {
  elsewhere,
  isRunning,
  isToAccept,
  otherActor,
  papersAreMissing,
  whileStopped,
} from './review-guards.ts';
import {
  arrivalIsBarred,
  commitIsBarred,
  howAccepted,
  nothingPromised,
  promiseIsBarred,
  takeArrival,
  takeCommitment,
  takeMissed,
  takePromise,
} from './review-promises.ts';
import { decisionIsBarred, requestIsBarred, takeDecision, takeRequest } from './review-requests.ts';

/** An act on an open review: who does it, where the task must stand, what else must hold, and what it makes of the task. */
interface ReviewAct<K extends ReviewEventKind> {
  readonly by: ActedBy;
  readonly in: readonly TaskState[];
  /** also while a stop runs */
  readonly whileStopped: boolean;
  readonly unless: (context: ReviewContext, event: ReviewEvent<K>) => Judged;
  readonly take: (context: ReviewContext, event: ReviewEvent<K>) => TaskChange;
}

const open: readonly TaskState[] = ['reviewing', 'checking', 'supplementing'];
const never = (): Judged => undefined;

/** The one table of what may happen to a review: the validator judges by it, and reads list by it what is open to whom. */
export const reviewActs: { readonly [K in ReviewEventKind]: ReviewAct<K> } = {
  review: {
    by: 'reviewer',
    in: ['reviewing'],
    whileStopped: false,
    unless: opinionIsBarred,
    take: takeReview,
  },
  check: { by: 'checker', in: ['checking'], whileStopped: false, unless: checkIsBarred, take: takeCheck },
  'accept-papers': {
    by: 'reviewer',
    in: ['reviewing'],
    whileStopped: true,
    unless: ({ task }, event) =>
      isToAccept(task) ? papersAreMissing(task, event) : { refused: 'accepted-already' },
    take: ({ task }, event) => ({
      keeps: {
        ...task,
        acceptance: { how: howAccepted(task, event, 'by-department'), at: event.at },
      },
    }),
  },
  'ask-supplement': {
    by: 'reviewer',
    in: ['reviewing'],
    whileStopped: false,
    unless: ({ task }) =>
      isToAccept(task) && task.supplements.length === 0 ? undefined : { refused: 'leave-needed' },
    take: ({ task }, { at, ...asked }) => askSupplement(task, at, asked),
  },
  supply: {
    by: 'applicant',
    in: ['supplementing'],
    whileStopped: true,
    unless: never,
    take: ({ task }, { at }) => ({ becomes: supplied(task, at), because: 'supply' }),
  },
  request: { by: 'reviewer', in: open, whileStopped: true, unless: requestIsBarred, take: takeRequest },
  'decide-request': {
    by: 'leave',
    in: open,
    whileStopped: true,
    unless: decisionIsBarred,
    take: takeDecision,
  },
  'end-stop': {
    by: 'reviewer',
    in: open,
    whileStopped: true,
    unless: ({ stops }) => (stops.some(isRunning) ? undefined : { refused: 'no-stop-runs' }),
    take: ({ task, stops }, { at }) => ({ becomes: task, because: 'resume', stops: endStops(stops, at) }),
  },
  opine: {
    by: 'consulted',
    in: open,
    whileStopped: true,
    unless: ({ task }, { by }) =>
      task.opinions.some(({ department }) => department === by.department)
        ? { refused: 'opinion-given' }
        : undefined,
    take: ({ task }, { at, by, opinion }) => ({
      keeps: { ...task, opinions: [...task.opinions, opinionOf(by, at, opinion)] },
    }),
  },
  announce: {
    by: 'reviewer',
    in: open,
    whileStopped: true,
    unless: never,
    take: ({ task }, { from, to }) => ({ keeps: { ...task, publicNotice: { from, to } } }),
  },
  promise: {
    by: 'applicant',
    in: ['reviewing'],
    whileStopped: false,
    unless: promiseIsBarred,
    take: takePromise,
  },
  commit: { by: 'applicant', in: open, whileStopped: true, unless: commitIsBarred, take: takeCommitment },
  'papers-arrived': {
    by: 'clock',
    in: [...open, 'withheld'],
    whileStopped: true,
    unless: arrivalIsBarred,
    take: takeArrival,
  },
  'deem-accepted': {
    by: 'clock',
    in: ['reviewing', 'checking'],
    whileStopped: true,
    unless: ({ task }) => (isToAccept(task) ? undefined : { refused: 'accepted-already' }),
    take: ({ task }, { at }) => ({ keeps: { ...task, acceptance: { how: 'by-silence', at } } }),
  },
  'stop-over': {
    by: 'clock',
    in: open,
    whileStopped: true,
    unless: ({ stops }) => (stops.some(isRunning) ? undefined : { refused: 'no-stop-runs' }),
    take: ({ task, stops }, { at }) => ({
      becomes: task,
      because: 'resume',
      stops: stops.map((stop) =>
        isRunning(stop) && stop.plannedEnd <= at ? { ...stop, endedAt: at } : stop,
      ),
    }),
  },
  lapse: {
    by: 'clock',
    in: ['supplementing'],
    whileStopped: true,
    unless: never,
    take: () => ({ closesStep: 'not-supplied' }),
  },
  'promise-missed': {
    by: 'clock',
    in: [...open, 'withheld'],
    whileStopped: true,
    unless: nothingPromised,
    take: takeMissed,
  },
  'promise-broken': {
    by: 'clock',
    in: [...open, 'withheld'],
    whileStopped: true,
    unless: nothingPromised,
    take: () => ({ closesStep: 'refused' }),
  },
};

/** What an event makes of an open review, or why it is refused. */
export function takeReviewEvent<K extends ReviewEventKind>(
  kind: K,
  context: ReviewContext,
  event: ReviewEvent<K>,
): TaskChange | Refusal<StepRefusal> {
  const act = reviewActs[kind];
  return (
    otherActor(act.by, context.task, event.by) ??
    elsewhere(act.in, context.task) ??
    (act.whileStopped ? undefined : whileStopped(context.stops)) ??
    act.unless(context, event) ??
    act.take(context, event)
  );
}
