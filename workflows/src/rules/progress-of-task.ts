import type { Day } from '../domain/calendar.ts';
import type { AssignedTask, Limit } from '../domain/plan.ts';
import type { TaskState } from '../domain/step.ts';
import type { ClockReading } from './clock.ts';
import type { LimitReading } from './statutory-clock.ts';

/** A task as the enterprise reads it; days are working days where no unit stands beside them. */
export type ProgressOfTask = AssignedTask & {
  readonly state: TaskState;
  readonly used: number;
  readonly remaining: number;
  readonly dueDay: Day | null;
  readonly isLate: boolean;
  readonly isProvisional: boolean;
  /** what was promised and what the law allows, each with its own due day: one can be late without the other */
  readonly limits: { readonly promised: LimitReading; readonly statutory: LimitReading | null };
};

/** A task from its clock, which is null before it opens. */
export function progressOfTask(
  task: AssignedTask & { readonly state: TaskState },
  { clock, statutory }: { clock: ClockReading | null; statutory: LimitReading | null },
): ProgressOfTask {
  const { budget, state } = task;
  const { used, remaining, dueDay, isLate, isProvisional } = clock ?? notBegun(budget);
  const promise: Limit = { days: budget, unit: 'working-day' };
  const limits = { promised: { ...promise, dueDay, isLate, isProvisional }, statutory };
  return { ...assigned(task), state, used, remaining, dueDay, isLate, isProvisional, limits };
}

const notBegun = (budget: number) => ({
  used: 0,
  remaining: budget,
  dueDay: null,
  isLate: false,
  isProvisional: false,
});

function assigned(task: AssignedTask): AssignedTask {
  const { code, budget } = task;
  return task.kind === 'review'
    ? { code, budget, kind: task.kind, department: task.department }
    : { code, budget, kind: task.kind, category: task.category };
}
