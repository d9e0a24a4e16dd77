import type { CommissionState } from '../../domain/commission.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Bucket } from '../../domain/ledger.ts';
import type { Assignment, TaskKind } from '../../domain/plan.ts';
import type { Refusal, StepRefusal } from '../../domain/refusal.ts';
import type { Actor, Task, TaskState } from '../../domain/step.ts';
import type { TaskCode } from '../../domain/tracks-and-steps.ts';

/** What happens to a task of a step. */
export type TaskEvent = { readonly at: Instant; readonly by: Actor; readonly task: TaskCode } & (
  | { readonly kind: 'review'; readonly opinion: 'approve' | 'refuse' }
  | { readonly kind: 'check'; readonly verdict: 'approve' | 'return' | 'refuse' }
  | { readonly kind: 'commission'; readonly state: Exclude<CommissionState, 'terminated'> }
);

/** What an event makes of the open task: it is handed over, it is done, or its refusal closes the step. */
export type TaskChange =
  | { readonly becomes: Task; readonly because: string }
  | { readonly doneBecause: string }
  | { readonly closesStep: 'refused' };

type TaskOf<K extends TaskKind> = Extract<Task, { kind: K }>;
type EventOf<E extends TaskEvent['kind']> = Extract<TaskEvent, { kind: E }>;

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
  /** the events it takes, each with what it makes of the open task */
  readonly takes: {
    readonly [E in TaskEvent['kind']]?: (
      task: TaskOf<K>,
      event: EventOf<E>,
    ) => TaskChange | Refusal<StepRefusal>;
  };
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
    },
    takes: { review: takeReview, check: takeCheck },
    finish: finishReview,
  },
  commission: {
    assignment: ({ kind, category }) => ({ kind, category }),
    opensAs: 'briefing',
    atWork: 'working',
    states: {
      briefing: { bucket: 'OWNER', holder: 'enterprise' },
      // the enterprise waits, but the contract is the agency's to sign
      contracting: { bucket: 'OWNER', holder: 'agency' },
      working: { bucket: 'AGENCY', holder: 'agency' },
      delivered: { bucket: 'OWNER', holder: 'enterprise' },
    },
    takes: { commission: takeMove },
    finish: ({ code: task }, at, [subject]) => [
      { kind: 'commission', task, by: { subject }, at, state: 'accepted' },
    ],
  },
};

export const kindOf = <K extends TaskKind>({ kind }: { readonly kind: K }): KindOfTask<K> => taskKinds[kind];

/** What an event makes of a task that is open, or why it is refused. */
export function taskProgress(task: Task, event: TaskEvent): TaskChange | Refusal<StepRefusal> {
  // an entry's functions are only ever given a task of its kind and an event of their own
  const take = kindOf(task).takes[event.kind] as
    ((task: Task, event: TaskEvent) => TaskChange | Refusal<StepRefusal>) | undefined;
  return take ? take(task, event) : { refused: 'other-kind-of-task' };
}

/** Whose the days are while the open task is in this state. */
export const bucketOfTask = (task: Pick<Task, 'kind' | 'state'>): Bucket =>
  kindOf(task).states[task.state]?.bucket ?? 'GOV';

type ReviewTask = TaskOf<'review'>;

function takeReview(task: ReviewTask, event: EventOf<'review'>): TaskChange | Refusal<StepRefusal> {
  const { by, opinion } = event;
  if (by.department !== task.department) return ofOtherDepartment(task);
  if (task.state !== 'reviewing') return { refused: 'waits-for-check' };
  return { becomes: { ...task, state: 'checking', reviewer: by.subject, opinion }, because: 'review' };
}

function takeCheck(task: ReviewTask, event: EventOf<'check'>): TaskChange | Refusal<StepRefusal> {
  const { by, verdict } = event;
  if (by.department !== task.department) return ofOtherDepartment(task);
  if (task.state !== 'checking') return { refused: 'waits-for-review' };
  if (by.subject === task.reviewer) return { refused: 'same-person' };
  if (verdict === 'approve') return { doneBecause: 'approve' };
  if (verdict === 'refuse') return { closesStep: 'refused' };
  return { becomes: { ...task, state: 'reviewing', reviewer: null, opinion: null }, because: 'return' };
}

const ofOtherDepartment = ({ department }: ReviewTask): Refusal<StepRefusal> => ({
  refused: 'other-department',
  department,
});

function finishReview(
  task: ReviewTask,
  at: Instant,
  [reviewer, checker]: readonly [string, string],
): TaskEvent[] {
  const about = (subject: string) => ({ task: task.code, at, by: { subject, department: task.department } });
  const check: TaskEvent = { ...about(checker), kind: 'check', verdict: 'approve' };
  if (task.state === 'checking') return [check];
  return [{ ...about(reviewer), kind: 'review', opinion: 'approve' }, check];
}

/** The market has judged the milestone already: the task follows. */
function takeMove(task: TaskOf<'commission'>, { state }: EventOf<'commission'>): TaskChange {
  return state === 'accepted' ? { doneBecause: 'accept' } : { becomes: { ...task, state }, because: state };
}
