import type { Order, Outcome, Step } from '../../domain/step.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { stepProgress } from './step-progress.ts';

/** An order, and how it has ended if it has. */
export interface KnownOrder {
  readonly order: Order;
  readonly outcome: Outcome | null;
}

/**
 * An order as its steps say it is: the first step that is refused or withdrawn ends it with all that is open, and the last one that is
 * approved completes it. The order's own closing is on record a moment later; whoever decided must not read otherwise meanwhile.
 */
export function endedBySteps(known: KnownOrder): KnownOrder {
  const { order } = known;
  if (order.closedAt !== null) return known;
  const ended = order.steps.flatMap((step) => (step.closedAt === null ? [] : [step]));
  const [cause] = ended.filter((step) => step.outcome !== 'approved').toSorted(byClosing);
  if (cause)
    return closed(
      order.steps.map((step) => endedWith(step, cause)),
      cause.outcome,
    );
  return ended.length === order.plan.length ? closed(ended, 'approved') : known;

  function closed(steps: readonly Step[], how: Outcome | null): KnownOrder {
    const closedAt = Math.max(...steps.map((step) => step.closedAt ?? 0));
    return { order: { ...order, steps, closedAt }, outcome: how };
  }
}

const byClosing = (a: Step, b: Step) => (a.closedAt ?? 0) - (b.closedAt ?? 0);

function endedWith(step: Step, { closedAt, outcome }: Step): Step {
  if (step.closedAt !== null || closedAt === null || outcome === null || outcome === 'approved') return step;
  const next = stepProgress(step, { kind: 'end', at: closedAt, by: { subject: 'system' }, outcome });
  return isRefusal(next) ? step : next;
}
