import type { Carried } from '../../domain/carried.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Plan } from '../../domain/plan.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import type { Outcome } from '../../domain/step.ts';
import type { StepCode } from '../../domain/tracks-and-steps.ts';
import { stillCiting } from './cited-papers.ts';
import { planFor } from './plan-for.ts';

/** The step in which an order can still change its track. */
export const changingStep: StepCode = 'project-initiation';

/** An order as a change of its track finds it. */
export interface ChangeableOrder {
  readonly plan: Plan;
  readonly carried: Carried | null;
  readonly isInitiationOver: boolean;
  /** what ends it before its permit; null while nothing does */
  readonly ending: { readonly outcome: Outcome; readonly at: Instant } | null;
}

/** What the order goes by since the change. */
export type Changed = Pick<ChangeableOrder, 'plan' | 'carried'>;

/**
 * What another track makes of an order. The step that is open keeps the tasks and budgets it opened with; those not opened, and the
 * order's budget, are the new track's, so that the order may have a day more or less than its steps. Results of an earlier order are
 * valid on its own track alone: on another, only those of the open step stay. Papers that were cited go on standing for their tasks.
 * Refused once the project initiation is over.
 */
export function changedPlan(order: ChangeableOrder, next: Plan): Changed | Refusal {
  const { plan, ending } = order;
  if (ending) return { refused: 'order-closed', outcome: ending.outcome, closedAt: ending.at };
  if (order.isInitiationOver) return { refused: 'initiation-over' };
  if (next.track === plan.track && next.budget === plan.budget)
    return { refused: 'track-unchanged', track: plan.track, budgetDays: plan.budget };
  const offered = planFor(next.track, next.budget);
  if (isRefusal(offered)) return offered;
  if (chainOf(next) !== chainOf(plan)) return { refused: 'other-steps' };
  const own = plan.steps.find(({ code }) => code === changingStep);
  const steps = stillCiting(plan, next).steps.map((step) => (own && step.code === changingStep ? own : step));
  return { plan: { ...next, steps }, carried: carriedOn(next, order) };
}

/** Which steps there are, and which must be finished before each. */
const chainOf = ({ steps }: Plan): string => JSON.stringify(steps.map(({ code, after }) => [code, after]));

function carriedOn({ track }: Plan, { plan, carried }: ChangeableOrder): Carried | null {
  if (!carried || track === plan.track) return carried;
  const open = plan.steps.find(({ code }) => code === changingStep)?.tasks.map(({ code }) => code) ?? [];
  return { ...carried, results: carried.results.filter((code) => open.includes(code)) };
}
