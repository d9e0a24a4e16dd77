import fc from 'fast-check';
import type { Plan } from '../../domain/plan.ts';
import { aPlan } from '@doudi/testing/clock/order-maker';
import { planFor } from './plan-for.ts';

const days = (plan: Plan, ...steps: string[]): number =>
  plan.steps
    .filter(({ code }) => steps.includes(code))
    .flatMap(({ tasks }) => tasks)
    .reduce((sum, { budget }) => sum + budget, 0);
const spine = (plan: Plan) =>
  days(plan, 'project-initiation', 'planning', 'fire-safety', 'construction-permit');
const budgets = (plan: Plan) =>
  Object.fromEntries(plan.steps.flatMap(({ tasks }) => tasks.map(({ code, budget }) => [code, budget])));

test.each(['80', '50', '30'] as const)('the spine of track %s sums to its name', (track) => {
  const plan = aPlan(track);
  expect([plan.budget, spine(plan)]).toEqual([Number(track), Number(track)]);
});

test.each([
  ['80', 43],
  ['50', 24],
  ['30', 22],
] as const)('the side branch of track %s has %i days of slack', (track, slack) => {
  const plan = aPlan(track);
  expect(days(plan, 'planning', 'fire-safety') - days(plan, 'environmental-assessment')).toBe(slack);
});

test('an order of 20 days shares out its days by Webster', () => {
  expect(budgets(aPlan('30', 20))).toEqual({
    record: 1, 'order-meeting': 0, 'scheme-review': 2, 'eia-review': 3,
    'construction-drawings': 8, 'drawing-review': 6, 'fire-review': 1, 'construction-permit': 2,
  }); // prettier-ignore
});

test('of equal claims the earlier task gets the next day', () => {
  expect(budgets(aPlan('30', 17))).toMatchObject({ 'scheme-review': 2, 'construction-permit': 1 });
});

test('an order of 30 days is the track itself', () => {
  expect(aPlan('30', 30)).toEqual(aPlan('30'));
});

test('an order on demand sums to what was asked, keeps every minimum and its side branch, and never shortens a task as it grows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 13, max: 29 }), (n) => {
      const [plan, longer] = [aPlan('30', n), aPlan('30', n + 1)];
      expect([plan.budget, spine(plan), days(plan, 'environmental-assessment')]).toEqual([n, n, 3]);
      const grown = budgets(longer);
      for (const [task, budget] of Object.entries(budgets(plan)))
        expect(grown[task]).toBeGreaterThanOrEqual(budget);
    }),
  );
});

test('refuses less than 13 days, names the tasks that bind and says what would help', () => {
  expect(planFor('30', 12)).toEqual({
    refused: 'days-out-of-range',
    binding: [
      { task: 'record', min: 1 },
      { task: 'scheme-review', min: 1 },
      { task: 'construction-drawings', min: 5 },
      { task: 'drawing-review', min: 4 },
      { task: 'fire-review', min: 1 },
      { task: 'construction-permit', min: 1 },
    ],
    whatHelps: ['early-design', 'commitments', 'conditional-acceptance'],
    least: 13,
    most: 30,
  });
});

test.each([
  ['30', 31],
  ['30', 14.5],
  ['30', NaN],
  ['50', 30],
  ['80', 81],
] as const)('refuses track %s with %d days', (track, n) => {
  expect(planFor(track, n)).toMatchObject({ refused: 'days-out-of-range' });
});

test('every step comes after those it waits for, which the rules rely on', () => {
  const codes = aPlan('50').steps.map(({ code }) => code);
  for (const [i, { after }] of aPlan('50').steps.entries())
    for (const one of after) expect(codes.indexOf(one)).toBeLessThan(i);
});

test.each([
  ['80', { 'planning-conditions': '20 working-day', 'eia-review': '60 calendar-day', 'drawing-review': '15 working-day', 'fire-review': '15 working-day', 'construction-permit': '7 working-day' }],
  ['50', { 'planning-conditions': '20 working-day', 'eia-review': '30 calendar-day', 'drawing-review': '10 working-day', 'construction-permit': '7 working-day' }],
  ['30', { 'drawing-review': '10 working-day', 'construction-permit': '7 working-day' }],
] as const)('the tasks of track %s carry the limits of their laws beside what is promised', (track, expected) => {
  const tasks = aPlan(track).steps.flatMap((step) => step.tasks);
  const limited = tasks.flatMap(({ code, statutory }) => (statutory ? [[code, `${statutory.days} ${statutory.unit}`]] : [])); // prettier-ignore
  expect(Object.fromEntries(limited)).toEqual(expected);
  expect(tasks.every((task) => task.statutory !== undefined)).toBe(true);
}); // prettier-ignore

test.each([aPlan('80'), aPlan('50'), aPlan('30'), aPlan('30', 13)])('no promise is longer than its law allows', (plan) => {
  for (const { budget, statutory } of plan.steps.flatMap(({ tasks }) => tasks))
    if (statutory?.unit === 'working-day') expect(budget).toBeLessThanOrEqual(statutory.days);
}); // prettier-ignore
