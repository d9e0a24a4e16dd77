import { aPlan, on, orderMaker } from '@doudi/testing/clock/order-maker';
import { calendar } from '@doudi/testing/clock/random-orders';
import { orderLight } from './order-light.ts';
import { stepLight } from './step-light.ts';

test('what a withdrawal closes is ended, what was approved before is done, and before that instant nothing is either', () => {
  const maker = orderMaker(aPlan('50'), on('2017-06-16'));
  for (const _task of ['record', 'order-meeting']) maker.finish('project-initiation', on('2017-06-19'));
  maker.withdraw(on('2017-06-21'));
  const order = maker.order();
  const lightsAt = (day: string, time?: string) => [
    orderLight(calendar, order, on(day, time)),
    ...order.steps.map((step) => stepLight(calendar, step, on(day, time))),
  ];
  expect(lightsAt('2017-06-21')).toEqual(['ENDED', 'DONE', 'ENDED', 'ENDED']);
  expect(lightsAt('2017-06-20')).not.toContain('ENDED');
});

test('an order that is withdrawn while nothing is open is ended, though all its steps were approved', () => {
  const maker = orderMaker(aPlan('50'), on('2017-06-16'));
  for (const _task of ['record', 'order-meeting']) maker.finish('project-initiation', on('2017-06-19'));
  const order = maker.order();
  const [first] = order.steps;
  const withdrawn = { ...order, steps: first ? [first] : [], closedAt: on('2017-06-19') };
  expect(orderLight(calendar, withdrawn, on('2017-06-20'))).toBe('ENDED');
});
