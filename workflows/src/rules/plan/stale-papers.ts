import type { Instant } from '../../domain/instant.ts';
import { departmentOf, type PlannedStep } from '../../domain/plan.ts';
import type { Step, Task } from '../../domain/step.ts';
import type { Department, TaskCode } from '../../domain/tracks-and-steps.ts';
import { standingOf, type PooledPaper } from './paper-standing.ts';

/** A task that was done on a paper which has been replaced or withdrawn since. */
export interface StalePaper {
  readonly task: TaskCode;
  readonly paperNo: string;
  /** when it was replaced or withdrawn */
  readonly at: Instant;
  /** who has to know: the task's department, of an agency's work the one that reviews it next */
  readonly department: Department | null;
}

/** The papers a task rested on when it was done: those of its list, or the one that stands for it. */
function restedOn(task: Task, pool: readonly PooledPaper[]): PooledPaper[] {
  if (task.state !== 'done' || task.closedAt === null || task.carriedFrom !== undefined) return [];
  const at = task.closedAt;
  const listed = (task.paperList ?? []).map(({ kind }) => standingOf(kind, pool, at).paperNo);
  return pool.filter(({ paperNo }) => listed.includes(paperNo) || task.coveredBy === paperNo);
}

/** What of an opened step was done on papers that no longer stand. */
export function stalePapers(planned: PlannedStep, step: Step, pool: readonly PooledPaper[]): StalePaper[] {
  return step.tasks.flatMap((task, index) => {
    const { coveredBy } = planned.tasks.find(({ code }) => code === task.code) ?? {};
    const whole = { ...task, ...(coveredBy && { coveredBy }) };
    const department =
      step.tasks
        .slice(index)
        .map(departmentOf)
        .find((one) => one !== null) ?? null;
    return restedOn(whole, pool).flatMap(({ paperNo, endedAt }) =>
      endedAt !== null && endedAt > (task.closedAt ?? 0)
        ? [{ task: task.code, paperNo, at: endedAt, department }]
        : [],
    );
  });
}
