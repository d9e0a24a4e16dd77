import type { Step } from '../../domain/step.ts';
import { aPlan, on, orderMaker } from '@doudi/testing/clock/order-maker';
import { calendar } from '@doudi/testing/clock/random-orders';
import { nextStepMark, stepLight, warningDays } from './step-light.ts';

/** The first step of an order of track 50, opened on Friday 2017-06-16, its first task with this budget, its second with `later`. */
function aStep(budget: number, later = 0): Step {
  const [first] = orderMaker(aPlan('50'), on('2017-06-16')).order().steps;
  if (!first) throw new Error('an order opens with a step');
  return { ...first, tasks: first.tasks.map((task, i) => ({ ...task, budget: i === 0 ? budget : later })) };
}

test.each([
  [0, 1],
  [1, 1],
  [3, 1],
  [4, 2],
  [10, 3],
  [11, 4],
  [28, 9],
])('a step of %i days warns in its last %i', (budget, days) => {
  expect(warningDays(aStep(budget))).toBe(days);
});

test('a step of ten days is green, yellow with three working days left, and red from 17:00 of its due day', () => {
  const step = aStep(10);
  const at = (date: string, time: string) => stepLight(calendar, step, on(date, time));
  expect(at('2017-06-27', '16:59:59.999')).toBe('GREEN');
  expect(at('2017-06-27', '17:00:00.000')).toBe('YELLOW');
  expect(at('2017-06-30', '16:59:59.999')).toBe('YELLOW');
  expect(at('2017-06-30', '17:00:00.000')).toBe('RED');
});

test('the marks of a step are due at 17:00.000 and bear the light they turn to', () => {
  const step = aStep(10);
  const yellow = { at: on('2017-06-27', '17:00:00.000'), light: 'YELLOW' };
  const red = { at: on('2017-06-30', '17:00:00.000'), light: 'RED' };
  expect(nextStepMark(calendar, step, on('2017-06-16'))).toEqual(yellow);
  expect(nextStepMark(calendar, step, yellow.at - 1)).toEqual(yellow);
  expect(nextStepMark(calendar, step, yellow.at)).toEqual(red);
  expect(nextStepMark(calendar, step, red.at)).toBeNull();
});

test('a step with days to spare turns yellow when its open task is late', () => {
  const step = aStep(2, 20);
  expect(stepLight(calendar, step, on('2017-06-20', '16:59:59.999'))).toBe('GREEN');
  expect(stepLight(calendar, step, on('2017-06-20', '17:00:00.000'))).toBe('YELLOW');
  expect(nextStepMark(calendar, step, on('2017-06-16'))).toEqual({
    at: on('2017-06-20', '17:00:00.000'),
    light: 'YELLOW',
  });
});

test('a paused step is paused also in its last days, and red if it is late', () => {
  const step = aStep(2);
  const paused = (at: number): Step => ({
    ...step,
    ledger: [...step.ledger, { at, bucket: 'OWNER', task: 'record', event: 2, because: 'supplement' }],
  });
  expect(stepLight(calendar, paused(on('2017-06-20')), on('2017-09-01'))).toBe('PAUSED');
  expect(stepLight(calendar, paused(on('2017-06-21')), on('2017-09-01'))).toBe('RED');
  expect(nextStepMark(calendar, paused(on('2017-06-20')), on('2017-06-21'))).toBeNull();
});
