import type { Instant } from '../../domain/instant.ts';
import type { Change } from '../../domain/ledger.ts';
import type { PlannedTask } from '../../domain/plan.ts';
import type { Step, Task } from '../../domain/step.ts';
import { isOver } from '../state-machines/as-of.ts';

/** What a clock runs over: a segment of a ledger with a budget in working days. */
export interface LedgerSegment {
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly budget: number;
  readonly changes: readonly Change[];
}

/** Working days of tasks done one after the other. */
export const budgetOf = (tasks: readonly PlannedTask[]): number =>
  tasks.reduce((sum, task) => sum + task.budget, 0);

export const stepSegment = ({ openedAt, closedAt, tasks, ledger }: Step): LedgerSegment => ({
  openedAt,
  closedAt,
  budget: budgetOf(tasks),
  changes: ledger,
});

/** A task's own segment of its step's ledger; null before it opens. */
export function taskSegment(step: Step, task: Task): LedgerSegment | null {
  if (task.openedAt === null) return null;
  const changes = step.ledger.filter((line) => line.task === task.code);
  return { openedAt: task.openedAt, closedAt: task.closedAt, budget: task.budget, changes };
}

/** The segment as it stood at `at`. */
export function segmentAsOf(segment: LedgerSegment, at: Instant): LedgerSegment {
  const closedAt = isOver(segment.closedAt, at) ? segment.closedAt : null;
  return { ...segment, closedAt, changes: segment.changes.filter((line) => line.at <= (closedAt ?? at)) };
}
