import { expect, test } from '@jest/globals';
import type { PlannedStep } from '../../domain/plan.ts';
import type { Order, Outcome, Step } from '../../domain/step.ts';
import { planFor } from '../plan/plan-for.ts';
import { endedBySteps } from './ended-order.ts';
import { openStep } from './step-progress.ts';

const { steps: plan, budget } = planFor('50') as { steps: readonly PlannedStep[]; budget: number };
const opened = (place: number, at: number): Step => openStep(plan[place] as PlannedStep, at);
const ended = (place: number, closedAt: number, outcome: Outcome): Step => ({
  ...opened(place, 1),
  closedAt,
  outcome,
});
const anOrder = (...steps: Step[]): Order => ({ receivedAt: 1, closedAt: null, budget, plan, steps });
const end = (order: Order) => endedBySteps({ order, outcome: null });

test('an order goes on while its steps are open or approved', () => {
  const order = anOrder(ended(0, 5, 'approved'), opened(1, 5), opened(2, 5));
  expect(end(order)).toEqual({ order, outcome: null });
});

test('a step that is refused ends the order, and at its instant all that is open', () => {
  const { order, outcome } = end(anOrder(ended(0, 5, 'approved'), ended(1, 9, 'refused'), opened(2, 5)));
  expect([outcome, order.closedAt]).toEqual(['refused', 9]);
  expect(order.steps[2]).toMatchObject({ outcome: 'refused', closedAt: 9 });
});

test('an order whose steps are all approved is approved when the last of them is', () => {
  const { order, outcome } = end(
    anOrder(...plan.map((_step, place) => ended(place, 10 + place, 'approved'))),
  );
  expect([outcome, order.closedAt]).toEqual(['approved', 14]);
});

test('what is on record of the closing counts', () => {
  const known = {
    order: { ...anOrder(ended(0, 9, 'refused')), closedAt: 12 },
    outcome: 'withdrawn',
  } as const;
  expect(endedBySteps(known)).toBe(known);
});
