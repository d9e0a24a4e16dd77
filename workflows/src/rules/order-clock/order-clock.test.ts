import { forecast } from '../lights-and-forecast/forecast.ts';
import { nextOrderMark, orderLight } from '../lights-and-forecast/order-light.ts';
import { orderProgress } from '../lights-and-forecast/order-progress.ts';
import { orderClock } from './order-clock.ts';
import { aPlan, on, orderMaker } from '@doudi/testing/clock/order-maker';
import { calendar } from '@doudi/testing/clock/random-orders';

/** Track 50 with initiation done on 2017-06-20: planning (48 days to the permit) and the side branch (24) are open. */
function twoBranches() {
  const maker = orderMaker(aPlan('50'), on('2017-06-16'));
  maker.finish('project-initiation', on('2017-06-19'));
  maker.finish('project-initiation', on('2017-06-20'));
  return maker;
}

test('a stop on a step that does not drive leaves the order running', () => {
  const maker = twoBranches();
  maker.stop('environmental-assessment', on('2017-06-21'), on('2017-06-30'));
  expect(orderClock(calendar, maker.order(), on('2017-06-28'))).toMatchObject({
    driving: 'planning', inForce: 'GOV', used: 7, buckets: { EXCLUDED: 0 }, dueDay: '2017-08-25',
  }); // prettier-ignore
  expect(orderLight(calendar, maker.order(), on('2017-06-21'))).toBe('GREEN');
});

test('a stop on the driving step stops the order from the next day on', () => {
  const maker = twoBranches();
  maker.stop('planning', on('2017-06-21'), on('2017-06-30'));
  const order = maker.order();
  expect(orderClock(calendar, order, on('2017-06-28'))).toMatchObject({
    driving: 'planning', inForce: 'EXCLUDED', used: 3, buckets: { EXCLUDED: 4 }, dueDay: null,
  }); // prettier-ignore
  expect(orderLight(calendar, order, on('2017-06-28'))).toBe('PAUSED');
});

test('a stopped side branch becomes the driver as a day begins, names the longer chain, and is a mark', () => {
  const maker = twoBranches();
  for (let task = 0; task < 3; task++) maker.finish('planning', on('2017-06-20', '11:00:00.000'));
  maker.stop('environmental-assessment', on('2017-06-20', '12:00:00.000'), on('2017-12-29'));
  const order = maker.order();
  // fire safety has 30 days to the permit, one less each day; the stopped branch keeps its 24, and of equals the paused one drives
  expect(orderClock(calendar, order, on('2017-06-28', '16:59:59.999'))).toMatchObject({
    driving: 'fire-safety',
    dueDay: '2017-08-25',
  });
  expect(nextOrderMark(calendar, order, on('2017-06-21'))).toEqual({
    at: on('2017-06-28', '17:00:00.000'), light: 'PAUSED', dueDay: null, driving: 'environmental-assessment',
  }); // prettier-ignore
  expect(orderClock(calendar, order, on('2017-07-03')).days.slice(7)).toEqual([
    { day: '2017-06-28', bucket: 'AGENCY', step: 'fire-safety', because: 'open' },
    { day: '2017-06-29', bucket: 'EXCLUDED', step: 'environmental-assessment', because: 'longer-chain' },
    { day: '2017-06-30', bucket: 'EXCLUDED', step: 'environmental-assessment', because: 'longer-chain' },
  ]);
});

test('of two steps with the same chain the paused one drives, else the first in the plan', () => {
  const plan = aPlan('50');
  const steps = plan.steps.map((step) => ({
    ...step,
    tasks: step.tasks.map((task) => (task.code === 'eia-report' ? { ...task, budget: 36 } : task)),
  }));
  const maker = orderMaker({ ...plan, steps }, on('2017-06-16'));
  for (let task = 0; task < 2; task++) maker.finish('project-initiation', on('2017-06-20'));
  const driving = () => orderClock(calendar, maker.order(), on('2017-06-20', '11:00:00.000')).driving;
  expect(driving()).toBe('planning');
  maker.hand('environmental-assessment', on('2017-06-20'), 'OWNER');
  expect(driving()).toBe('environmental-assessment');
});

test('a change of the driver is a mark also where light and due day stay', () => {
  const maker = twoBranches();
  for (let task = 0; task < 3; task++) maker.finish('planning', on('2017-06-20', '11:00:00.000'));
  maker.finish('fire-safety', on('2017-07-20'));
  // the late branch stays at its 12 days to the permit; fire safety comes down to them from 16
  expect(nextOrderMark(calendar, maker.order(), on('2017-07-20'))).toEqual({
    at: on('2017-07-26', '17:00:00.000'), light: 'YELLOW', dueDay: '2017-08-25', driving: 'environmental-assessment',
  }); // prettier-ignore
});

test('an order withdrawn on the day before its driver would change keeps the due day it had that day', () => {
  const maker = twoBranches();
  for (let task = 0; task < 3; task++) maker.finish('planning', on('2017-06-20', '11:00:00.000'));
  maker.stop('environmental-assessment', on('2017-06-20', '12:00:00.000'), on('2017-12-29'));
  maker.withdraw(on('2017-06-28'));
  expect(orderClock(calendar, maker.order(), on('2017-07-20'))).toMatchObject({
    used: 8,
    dueDay: '2017-08-25',
  });
});

test('a late side branch drives once the spine waits for it, and its forecast binds', () => {
  const maker = twoBranches();
  for (const step of [
    'planning',
    'planning',
    'planning',
    'fire-safety',
    'fire-safety',
    'fire-safety',
  ] as const)
    maker.finish(step, on('2017-07-03'));
  const order = maker.order();
  expect(orderClock(calendar, order, on('2017-07-12'))).toMatchObject({
    driving: 'environmental-assessment',
    inForce: 'AGENCY',
  });
  const { day, chain } = forecast(calendar, order, on('2017-07-12'));
  expect(chain.map(({ task }) => task)).toEqual([
    'eia-report',
    'eia-review',
    'safety-registration',
    'construction-permit',
  ]);
  expect(day).toBe('2017-07-28');
});

test('the days of an order are those of its steps one after the other, each from the day after it opened', () => {
  const days = orderClock(calendar, twoBranches().order(), on('2017-06-22')).days;
  expect(days.map(({ day, step }) => `${day} ${step}`)).toEqual([
    '2017-06-19 project-initiation', '2017-06-20 project-initiation', '2017-06-21 planning',
  ]); // prettier-ignore
});

test('an order is yellow as soon as its forecast passes its due day, or any step of it is late', () => {
  const maker = twoBranches();
  const order = maker.order();
  expect(orderLight(calendar, order, on('2017-06-23', '16:59:59.999'))).toBe('GREEN');
  expect(orderLight(calendar, order, on('2017-06-23', '17:00:00.000'))).toBe('YELLOW');
});

test('while a step is stopped its forecast is its planned end, a day still excluded, and what it had left', () => {
  const maker = twoBranches();
  maker.stop('planning', on('2017-06-21'), on('2017-06-30'));
  const order = maker.order();
  expect(forecast(calendar, order, on('2017-06-28')).day).toBe('2017-09-05');
  expect(forecast(calendar, order, on('2017-06-28'), { ignoringStops: true }).day).toBe('2017-09-01');
});

test('the ball of a stopped step is held by the stop, of one that waits for the enterprise by the enterprise', () => {
  const maker = twoBranches();
  maker.stop('environmental-assessment', on('2017-06-21'), on('2017-06-30'));
  maker.hand('planning', on('2017-06-21'), 'OWNER');
  const { steps } = orderProgress(calendar, maker.order(), on('2017-06-22'));
  expect(steps.slice(1, 3).map(({ holder, light }) => ({ holder, light }))).toEqual([
    { holder: { role: 'enterprise' }, light: 'PAUSED' },
    { holder: { role: 'stop' }, light: 'PAUSED' },
  ]);
});

test('a withdrawn order keeps the due day it had', () => {
  const maker = twoBranches();
  maker.withdraw(on('2017-06-26'));
  expect(orderClock(calendar, maker.order(), on('2017-07-20'))).toMatchObject({
    used: 6, chargedThrough: '2017-06-26', dueDay: '2017-08-25', isLate: false, driving: null,
  }); // prettier-ignore
});

test('between the closing of a step and the opening of the next the order is the departments’', () => {
  const order = { ...twoBranches().order(), steps: twoBranches().order().steps.slice(0, 1) };
  expect(orderClock(calendar, order, on('2017-06-21'))).toMatchObject({
    driving: 'planning',
    inForce: 'GOV',
    dueDay: '2017-08-25',
  });
});
