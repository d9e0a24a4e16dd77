import type { CommissionState } from '../../domain/commission.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Bucket, Stop } from '../../domain/ledger.ts';
import type { Assignment, TaskKind } from '../../domain/plan.ts';
import type { Refusal, StepRefusal } from '../../domain/refusal.ts';
import type { Actor, Task, TaskState } from '../../domain/step.ts';
import type { TaskCode } from '../../domain/tracks-and-steps.ts';
import { takeReviewEvent } from './review-acts.ts';
import type { ReviewEvent, ReviewEventKind, ReviewTask, TaskChange } from './review-events.ts';
import { openPromises } from './paper-promises.ts';
import { isToAccept } from './review-guards.ts';

/** What happens to a task of a step. */
export type TaskEvent = { readonly task: TaskCode } & (
  | { [K in ReviewEventKind]: { readonly kind: K } & ReviewEvent<K> }[ReviewEventKind]
  | {
      readonly kind: 'commission';
      readonly at: Instant;
      readonly by: Actor;
      readonly state: Exclude<CommissionState, 'terminated'>;
    }
);

type TaskOf<K extends TaskKind> = Extract<Task, { kind: K }>;
type CommissionMoved = Extract<TaskEvent, { kind: 'commission' }>;

/** A task within its step. */
interface InStep<T extends Task = Task> {
  readonly task: T;
  readonly stops: readonly Stop[];
  readonly no: number;
}

/** Everything in which one kind of task differs from the others. */
interface KindOfTask<K extends TaskKind> {
  /** which department or agency, without the rest of the task */
  readonly assignment: (task: Extract<Assignment, { kind: K }>) => Assignment;
  /** its state as it opens */
  readonly opensAs: TaskState;
  /** its state while the one who works on it has it */
  readonly atWork: TaskState;
  /** of each state it has while open: whose its days are, and who holds the ball */
  readonly states: Readonly<
    Partial<Record<TaskState, { readonly bucket: Bucket; readonly holder: HolderRole }>>
  >;
  /** what an event makes of the open task, or why it is refused */
  readonly take: (context: InStep<TaskOf<K>>, event: TaskEvent) => TaskChange | Refusal<StepRefusal>;
  /** the fewest events that finish the open task, by two people where it takes two */
  readonly finish: (task: TaskOf<K>, at: Instant, by: readonly [string, string]) => readonly TaskEvent[];
}

export type HolderRole = 'reviewer' | 'checker' | 'enterprise' | 'agency';

/** The one place of what a kind of task is: a new kind is a new entry. */
const taskKinds: { readonly [K in TaskKind]: KindOfTask<K> } = {
  review: {
    assignment: ({ kind, department }) => ({ kind, department }),
    opensAs: 'reviewing',
    atWork: 'reviewing',
    states: {
      reviewing: { bucket: 'GOV', holder: 'reviewer' },
      checking: { bucket: 'GOV', holder: 'checker' },
      supplementing: { bucket: 'OWNER', holder: 'enterprise' },
      withheld: { bucket: 'OWNER', holder: 'enterprise' },
    },
    take: (context, event) =>
      event.kind === 'commission' ? otherKind : takeReviewEvent(event.kind, context, event as never),
    finish: finishReview,
  },
  commission: {
    assignment: ({ kind, category }) => ({ kind, category }),
    opensAs: 'briefing',
    atWork: 'working',
    states: {
      briefing: { bucket: 'OWNER', holder: 'enterprise' },
      // the enterprise waits, but bids and the contract are the agencies' to give
      bidding: { bucket: 'OWNER', holder: 'agency' },
      selecting: { bucket: 'OWNER', holder: 'enterprise' },
      contracting: { bucket: 'OWNER', holder: 'agency' },
      'awaiting-inputs': { bucket: 'OWNER', holder: 'enterprise' },
      working: { bucket: 'AGENCY', holder: 'agency' },
      delivered: { bucket: 'OWNER', holder: 'enterprise' },
    },
    take: ({ task }, event) => (event.kind === 'commission' ? takeMove(task, event) : otherKind),
    finish: ({ code: task }, at, [subject]) => [
      { kind: 'commission', task, by: { subject }, at, state: 'accepted' },
    ],
  },
};

export const kindOf = <K extends TaskKind>({ kind }: { readonly kind: K }): KindOfTask<K> => taskKinds[kind];

/** What an event makes of a task that is open, or why it is refused. */
export function taskProgress(context: InStep, event: TaskEvent): TaskChange | Refusal<StepRefusal> {
  // an entry's functions are only ever given a task of its kind
  const take = kindOf(context.task).take;
  return take(context, event);
}

/** Whose the days are while the open task is in this state. */
export const bucketOfTask = (task: Pick<Task, 'kind' | 'state'>): Bucket =>
  kindOf(task).states[task.state]?.bucket ?? 'GOV';

/** What is promised comes first, so that nothing is withheld. */
function finishReview(task: ReviewTask, at: Instant, people: readonly [string, string]): TaskEvent[] {
  const kinds = openPromises(task).flatMap((promise) => promise.kinds);
  const about = { task: task.code, at, by: { subject: 'intake' } };
  const arrival: TaskEvent = { ...about, kind: 'papers-arrived', kinds, since: at };
  const rest = task.state === 'withheld' ? [] : decideReview(task, at, people);
  return kinds.length > 0 ? [arrival, ...rest] : rest;
}

function decideReview(
  task: ReviewTask,
  at: Instant,
  [reviewer, checker]: readonly [string, string],
): TaskEvent[] {
  const about = (subject: string) => ({ task: task.code, at, by: { subject, department: task.department } });
  const check: TaskEvent = { ...about(checker), kind: 'check', verdict: 'approve' };
  const review: TaskEvent = { ...about(reviewer), kind: 'review', opinion: 'approve' };
  if (task.state === 'supplementing')
    return [{ task: task.code, at, by: { subject: reviewer }, kind: 'supply' }, review, check];
  if (task.state === 'reviewing') return [review, check];
  // what was proposed before acceptance is returned first
  const isUnaccepted = task.opinion === 'not-accept' && isToAccept(task);
  return isUnaccepted ? [{ ...check, verdict: 'return' }, review, check] : [check];
}

const otherKind: Refusal<StepRefusal> = { refused: 'other-kind-of-task' };

/** The market has judged the milestone already: the task follows. */
function takeMove(task: TaskOf<'commission'>, { state }: CommissionMoved): TaskChange {
  return state === 'accepted' ? { doneBecause: 'accept' } : { becomes: { ...task, state }, because: state };
}
