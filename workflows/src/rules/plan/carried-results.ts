import type { Carried } from '../../domain/carried.ts';
import type { PlannedStep } from '../../domain/plan.ts';

/** A step of a plan in which the tasks whose results are taken over from an earlier order have no days. */
export function withCarriedResults(step: PlannedStep, carried: Carried | null | undefined): PlannedStep {
  if (!carried || carried.results.length === 0) return step;
  const { orderNo: carriedFrom, results } = carried;
  const tasks = step.tasks.map((task) =>
    results.includes(task.code) ? { ...task, budget: 0, carriedFrom } : task,
  );
  return { ...step, tasks };
}
