import { untouchedAtCounter } from '../../domain/counter.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Bucket, Stop } from '../../domain/ledger.ts';
import { isDoneOnOpening, type PlannedStep } from '../../domain/plan.ts';
import { isRefusal, type Refusal, type StepRefusal } from '../../domain/refusal.ts';
import type { Actor, Outcome, Step, Task } from '../../domain/step.ts';
import { bucketOfTask, kindOf, type TaskEvent, taskProgress } from './task-kinds.ts';

/** What happens to a step: something to its open task, or its end from outside. */
export type StepEvent =
  | TaskEvent
  | {
      readonly kind: 'end';
      readonly at: Instant;
      readonly by: Actor;
      readonly outcome: Exclude<Outcome, 'approved'>;
    };

/** The first thing that happens to a step: its first task opens at the instant the step does. */
export function openStep(planned: PlannedStep, openedAt: Instant): Step {
  const tasks = planned.tasks.map(({ statutory: _inPlan, ...task }): Task => ({
    ...task,
    ...untouchedAtCounter,
    state: 'waiting',
    openedAt: null,
    closedAt: null,
    reviewer: null,
    opinion: null,
  }));
  const step = {
    code: planned.code,
    openedAt,
    closedAt: null,
    outcome: null,
    tasks,
    ledger: [],
    stops: [],
    events: 1,
  };
  return openTask(step, 0, openedAt, 'open');
}

/** The task that is being worked on; none once the step is closed. */
export const openTaskOf = (step: Step): Task | undefined =>
  step.closedAt === null
    ? step.tasks.find((task) => task.openedAt !== null && task.closedAt === null)
    : undefined;

/** The earliest instant the next event may bear: that of the ledger's last line. */
export const lastChangeAt = (step: Step): Instant => step.ledger.at(-1)?.at ?? step.openedAt;

/** What an event makes of a step, or why it is refused. */
export function stepProgress(step: Step, event: StepEvent): Step | Refusal<StepRefusal> {
  if (step.closedAt !== null) return { refused: 'step-closed', outcome: step.outcome };
  const at = Math.max(event.at, lastChangeAt(step));
  const next = { ...step, events: step.events + 1 };
  if (event.kind === 'end') return closeStep(next, at, event.outcome);
  const task = step.tasks.find(({ code }) => code === event.task);
  if (!task) return { refused: 'no-such-task' };
  if (task.state === 'waiting') return { refused: 'task-not-open' };
  if (task.closedAt !== null) return { refused: 'task-done' };
  const change = taskProgress({ task, stops: step.stops, no: next.events }, { ...event, at });
  if (isRefusal(change)) return change;
  if ('keeps' in change) return withTask(next, change.keeps);
  if ('becomes' in change)
    return handOver({ ...next, stops: change.stops ?? next.stops }, change.becomes, at, change.because);
  if ('doneBecause' in change) return finishTask(next, change.as ?? task, at, change.doneBecause);
  return closeStep(next, at, change.closesStep);
}

/** Whose days begin now: EXCLUDED while any stop runs, else by the state of the open task. */
export const bucketOf = (stops: readonly Stop[], task: Pick<Task, 'kind' | 'state'>): Bucket =>
  stops.some((stop) => stop.endedAt === null) ? 'EXCLUDED' : bucketOfTask(task);

const withTask = (step: Step, task: Task): Step => ({
  ...step,
  tasks: step.tasks.map((other) => (other.code === task.code ? task : other)),
});

/** Every handover writes a line, also where the bucket stays the same. */
function handOver(step: Step, task: Task, at: Instant, because: string): Step {
  const line = { at, bucket: bucketOf(step.stops, task), task: task.code, event: step.events, because };
  return { ...withTask(step, task), ledger: [...step.ledger, line] };
}

function openTask(step: Step, index: number, at: Instant, because: string): Step {
  const task = step.tasks[index];
  if (!task) return closeStep(step, at, 'approved');
  const opened = handOver(step, { ...task, state: kindOf(task).opensAs, openedAt: at }, at, because);
  return isDoneOnOpening(task) ? takeOver(opened, index, at) : opened;
}

/** What an earlier order or a paper of the pool has is taken over, an event of its own: the task is done as it opens, and the next one opens. */
function takeOver(step: Step, index: number, at: Instant): Step {
  const tasks = step.tasks.map((task, i): Task =>
    i === index ? { ...task, state: 'done', closedAt: at } : task,
  );
  const because = step.tasks[index]?.carriedFrom === undefined ? 'cite' : 'carry';
  return openTask({ ...step, tasks, events: step.events + 1 }, index + 1, at, because);
}

/** The tasks that were done as they opened since the step was as `before`, in order: an event each. */
export const takenOverSince = (before: Step | null, { tasks }: Step): readonly Task[] =>
  tasks.filter(
    (task, i) =>
      isDoneOnOpening(task) && task.closedAt !== null && (before?.tasks[i]?.closedAt ?? null) === null,
  );

function finishTask(step: Step, task: Task, at: Instant, because: string): Step {
  const index = step.tasks.findIndex(({ code }) => code === task.code);
  return openTask(withTask(step, { ...task, state: 'done', closedAt: at }), index + 1, at, because);
}

/** Closes the step with what is open in it; the closing itself is its last charge, not a line. */
function closeStep(step: Step, at: Instant, outcome: Outcome): Step {
  const tasks = step.tasks.map((task): Task =>
    task.openedAt !== null && task.closedAt === null ? { ...task, state: 'closed', closedAt: at } : task,
  );
  return { ...step, tasks, closedAt: at, outcome };
}
