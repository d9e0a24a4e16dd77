import type { CommissionState } from '../../domain/commission.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PlannedStep } from '../../domain/plan.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Actor, Outcome, Step, Task, TaskState } from '../../domain/step.ts';
import type { TaskCode } from '../../domain/tracks-and-steps.ts';
import { bucketOf } from './bucket-of.ts';

export type StepEvent = { readonly at: Instant; readonly by: Actor } & (
  | { readonly kind: 'review'; readonly task: TaskCode; readonly opinion: 'approve' | 'refuse' }
  | { readonly kind: 'check'; readonly task: TaskCode; readonly verdict: 'approve' | 'return' | 'refuse' }
  | {
      readonly kind: 'commission';
      readonly task: TaskCode;
      readonly state: Exclude<CommissionState, 'terminated'>;
    }
  | { readonly kind: 'end'; readonly outcome: Exclude<Outcome, 'approved'> }
);

/** The first thing that happens to a step: its first task opens at the instant the step does. */
export function openStep(planned: PlannedStep, openedAt: Instant): Step {
  const tasks = planned.tasks.map(({ statutory: _inPlan, ...task }): Task => ({
    ...task,
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

/** The law of a step: what an event makes of it, or why that may not be. */
export function stepProgress(step: Step, event: StepEvent): Step | Refusal {
  if (step.closedAt !== null) return { refused: 'step-closed', outcome: step.outcome };
  const at = Math.max(event.at, lastChangeAt(step));
  const next = { ...step, events: step.events + 1 };
  if (event.kind === 'end') return closeStep(next, at, event.outcome);
  const task = step.tasks.find(({ code }) => code === event.task);
  const refusal = refusalOf(task, event);
  if (!task || refusal) return refusal ?? { refused: 'no-such-task' };
  if (event.kind === 'review')
    return handOver(
      next,
      { ...task, state: 'checking', reviewer: event.by.subject, opinion: event.opinion },
      at,
      'review',
    );
  if (event.kind === 'commission')
    return event.state === 'accepted'
      ? finishTask(next, task, at, 'accept')
      : handOver(next, { ...task, state: event.state }, at, event.state);
  if (event.verdict === 'return')
    return handOver(next, { ...task, state: 'reviewing', reviewer: null, opinion: null }, at, 'return');
  return event.verdict === 'approve' ? finishTask(next, task, at, 'approve') : closeStep(next, at, 'refused');
}

function refusalOf(task: Task | undefined, event: Exclude<StepEvent, { kind: 'end' }>): Refusal | undefined {
  if (!task) return { refused: 'no-such-task' };
  if (task.state === 'waiting') return { refused: 'task-not-open' };
  if (task.closedAt !== null) return { refused: 'task-done' };
  if ((event.kind === 'review' || event.kind === 'check') !== (task.kind === 'review'))
    return { refused: 'other-kind-of-task' };
  if (task.kind === 'commission' || event.kind === 'commission') return undefined;
  if (event.by.department !== task.department)
    return { refused: 'other-department', department: task.department };
  if (event.kind === 'review') return task.state === 'reviewing' ? undefined : { refused: 'waits-for-check' };
  if (task.state !== 'checking') return { refused: 'waits-for-review' };
  return event.by.subject === task.reviewer ? { refused: 'same-person' } : undefined;
}

const withTask = (step: Step, task: Task): Step => ({
  ...step,
  tasks: step.tasks.map((other) => (other.code === task.code ? task : other)),
});

/** Every handover writes a line, also where the bucket stays the same. */
function handOver(step: Step, task: Task, at: Instant, because: string): Step {
  const line = { at, bucket: bucketOf(step.stops, task.state), task: task.code, event: step.events, because };
  return { ...withTask(step, task), ledger: [...step.ledger, line] };
}

function openTask(step: Step, index: number, at: Instant, because: string): Step {
  const task = step.tasks[index];
  if (!task) return closeStep(step, at, 'approved');
  const state: TaskState = task.kind === 'review' ? 'reviewing' : 'briefing';
  return handOver(step, { ...task, state, openedAt: at }, at, because);
}

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
