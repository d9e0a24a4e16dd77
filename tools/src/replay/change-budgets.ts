import type { Order, PlannedTask, TaskCode } from '@doudi/workflows';

/** Working days by task. */
export type Budgets = ReadonlyMap<TaskCode, number>;

/** The same course of events under other budgets: the order is promised as many days as its longest chain now takes. */
export function changeBudgets<O extends Order>(order: O, budgets: Budgets): O {
  if (budgets.size === 0) return order;
  const change = <T extends PlannedTask>(task: T): T => ({
    ...task,
    budget: budgets.get(task.code) ?? task.budget,
  });
  const plan = order.plan.map((step) => ({ ...step, tasks: step.tasks.map(change) }));
  const steps = order.steps.map((step) => ({ ...step, tasks: step.tasks.map(change) }));
  const budget = order.budget + longestChain(plan) - longestChain(order.plan);
  return { ...order, plan, steps, budget };
}

/** A plan lists every step after those it waits for. */
function longestChain(plan: Order['plan']): number {
  const ends = new Map<string, number>();
  for (const { code, after, tasks } of plan) {
    const begins = Math.max(0, ...after.map((before) => ends.get(before) ?? 0));
    ends.set(
      code,
      tasks.reduce((sum, { budget }) => sum + budget, begins),
    );
  }
  return Math.max(...ends.values());
}
