import type { Calendar, Day } from '../domain/calendar.ts';
import type { StepCode, TaskCode } from '../domain/catalogue.ts';
import type { Instant } from '../domain/instant.ts';
import type { Bucket, Light } from '../domain/ledger.ts';
import type { PlannedStep } from '../domain/plan.ts';
import type { Step, Task } from '../domain/step.ts';
import { noDays } from './charging.ts';
import { stepClock, taskClock } from './clock.ts';
import { type Holder, holderOf } from './holder.ts';
import { progressOfTask, type ProgressOfTask } from './progress-of-task.ts';
import { statutoryClock, untouched } from './statutory-clock.ts';
import { openTask, stepLight } from './step-light.ts';
import { budgetOf } from './stretch.ts';

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

/** The progress of a step that has opened, as it stands at `now`; its plan says what the law allows. */
export function progressOfStep(
  calendar: Calendar,
  { planned, step }: { planned: PlannedStep; step: Step },
  now: Instant,
): ProgressOfStep {
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
    tasks: step.tasks.map(taskIn),
  };

  function taskIn(task: Task): ProgressOfTask {
    const limit = planned.tasks.find(({ code }) => code === task.code)?.statutory ?? null;
    const statutory = limit && statutoryClock(calendar, { step, task, limit }, now);
    return progressOfTask(task, { clock: taskClock(calendar, step, task, now), statutory });
  }
}

/** The progress of a step that has not opened. */
export function progressOfWaiting({ code, tasks }: PlannedStep): ProgressOfStep {
  const budget = budgetOf(tasks);
  const clock = { budget, used: 0, remaining: budget, dueDay: null, isProvisional: false, buckets: noDays() };
  const waiting = tasks.map(({ statutory = null, ...task }) =>
    progressOfTask(
      { ...task, state: 'waiting' },
      { clock: null, statutory: statutory && untouched(statutory) },
    ),
  );
  return { code, state: 'waiting', light: null, ...clock, openTask: null, holder: null, tasks: waiting };
}
