import type { Instant } from '../../domain/instant.ts';
import type { Change } from '../../domain/ledger.ts';
import type { PlannedTask } from '../../domain/plan.ts';
import type { Step, Task } from '../../domain/step.ts';
import { isOver } from '../state-machines/as-of.ts';

/** What a clock runs over: a stretch of a ledger with a budget in working days. */
export interface Stretch {
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly budget: number;
  readonly changes: readonly Change[];
}

/** Working days of tasks done one after the other. */
export const budgetOf = (tasks: readonly PlannedTask[]): number =>
  tasks.reduce((sum, task) => sum + task.budget, 0);

export const stepStretch = ({ openedAt, closedAt, tasks, ledger }: Step): Stretch => ({
  openedAt,
  closedAt,
  budget: budgetOf(tasks),
  changes: ledger,
});

/** A task's own stretch of its step's ledger; null before it opens. */
export function taskStretch(step: Step, task: Task): Stretch | null {
  if (task.openedAt === null) return null;
  const changes = step.ledger.filter((line) => line.task === task.code);
  return { openedAt: task.openedAt, closedAt: task.closedAt, budget: task.budget, changes };
}

/** The stretch as it stood at `at`. */
export function stretchAsOf(stretch: Stretch, at: Instant): Stretch {
  const closedAt = isOver(stretch.closedAt, at) ? stretch.closedAt : null;
  return { ...stretch, closedAt, changes: stretch.changes.filter((line) => line.at <= (closedAt ?? at)) };
}
