import type { Calendar, Day } from '../domain/calendar.ts';
import type { StepCode, TaskCode } from '../domain/catalogue.ts';
import type { Instant } from '../domain/instant.ts';
import type { Bucket, Light } from '../domain/ledger.ts';
import type { PlannedStep, PlannedTask } from '../domain/plan.ts';
import type { Step, Task, TaskState } from '../domain/step.ts';
import { noDays } from './charging.ts';
import { stepClock, taskClock } from './clock.ts';
import { type Holder, holderOf } from './holder.ts';
import { openTask, stepLight } from './step-light.ts';
import { budgetOf } from './stretch.ts';

/** A task as the enterprise reads it; days are working days. */
export type ProgressOfTask = PlannedTask & {
  readonly state: TaskState;
  readonly used: number;
  readonly remaining: number;
  readonly dueDay: Day | null;
  readonly isLate: boolean;
};

/** A step of the plan as the enterprise reads it; one that waits has no light. */
export interface ProgressOfStep {
  readonly code: StepCode;
  readonly state: 'waiting' | 'open' | 'done';
  readonly light: Light | null;
  readonly budget: number;
  readonly used: number;
  readonly remaining: number;
  readonly dueDay: Day | null;
  readonly isProvisional: boolean;
  readonly buckets: Record<Bucket, number>;
  readonly openTask: TaskCode | null;
  readonly holder: Holder | null;
  readonly tasks: readonly ProgressOfTask[];
}

/** The progress of a step that has opened, as it stands at `now`. */
export function progressOfStep(calendar: Calendar, step: Step, now: Instant): ProgressOfStep {
  const { used, remaining, dueDay, isProvisional, buckets, inForce } = stepClock(calendar, step, now);
  const isClosed = step.closedAt !== null;
  return {
    code: step.code,
    state: isClosed ? 'done' : 'open',
    light: stepLight(calendar, step, now),
    budget: budgetOf(step.tasks),
    used,
    remaining,
    dueDay,
    isProvisional,
    buckets,
    openTask: isClosed ? null : (openTask(step)?.code ?? null),
    holder: holderOf(step, inForce),
    tasks: step.tasks.map((task) => ({
      ...planned(task),
      state: task.state,
      ...taskDays(calendar, step, task, now),
    })),
  };
}

/** The progress of a step that has not opened. */
export function progressOfWaiting({ code, tasks }: PlannedStep): ProgressOfStep {
  const budget = budgetOf(tasks);
  const clock = { budget, used: 0, remaining: budget, dueDay: null, isProvisional: false, buckets: noDays() };
  const waiting = tasks.map((task) => ({ ...planned(task), state: 'waiting' as const, ...untouched(task) }));
  return { code, state: 'waiting', light: null, ...clock, openTask: null, holder: null, tasks: waiting };
}

function taskDays(calendar: Calendar, step: Step, task: Task, now: Instant) {
  const clock = taskClock(calendar, step, task, now);
  if (!clock) return untouched(task);
  return { used: clock.used, remaining: clock.remaining, dueDay: clock.dueDay, isLate: clock.isLate };
}

const untouched = ({ budget }: PlannedTask) => ({ used: 0, remaining: budget, dueDay: null, isLate: false });

function planned(task: PlannedTask): PlannedTask {
  const { code, budget } = task;
  return task.kind === 'review'
    ? { code, budget, kind: task.kind, department: task.department }
    : { code, budget, kind: task.kind, category: task.category };
}
