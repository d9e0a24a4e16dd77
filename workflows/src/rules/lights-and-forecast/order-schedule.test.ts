import fc from 'fast-check';
import { aPlan, on, orderMaker } from '@doudi/testing/clock/order-maker';
import { anyCounted } from '@doudi/testing/clock/random-calendars';
import { shippedCalendar } from '../../domain/shipped-calendar.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { orderProgress } from './order-progress.ts';
import { orderSchedule } from './order-schedule.ts';

const anyPlan = fc.oneof(
  fc.constantFrom(aPlan('80'), aPlan('50')),
  fc.integer({ min: 13, max: 30 }).map((days) => aPlan('30', days)),
);
const anyInstant = fc.integer({ min: on('2016-02-01'), max: on('2026-12-31') });

test('the schedule of a plan is what the progress of its order says the moment it is received', () => {
  fc.assert(
    fc.property(anyCounted, anyPlan, anyInstant, ({ calendar }, plan, at) => {
      const { steps, ...schedule } = orderSchedule(calendar, plan, at);
      const progress = orderProgress(calendar, orderMaker(plan, at).order(), at);
      const { day0, dueDay, isProvisional } = progress;
      expect(schedule).toEqual({ day0, dueDay, isProvisional });
      expect(steps[0]).toMatchObject({ code: 'project-initiation', dueDay: progress.steps[0]?.dueDay });
      const tasks = steps.flatMap(({ code, tasks: its }) => its.map((task) => ({ ...task, step: code })));
      for (const { step, task, finish, isProvisional: isOpen } of progress.forecast.chain)
        expect(tasks).toContainEqual({ step, code: task, dueDay: finish, isProvisional: isOpen });
      expect(steps.at(-1)?.dueDay).toBe(progress.forecast.day);
    }),
  );
});

test('a step is due when the tasks before it and its own have taken their budgets', () => {
  const { steps, ...order } = orderSchedule(shippedCalendar, aPlan('50'), on('2017-06-16'));
  const dueAfter = (days: number) => addWorkingDays(shippedCalendar, order.day0, days);
  expect(order).toEqual({ day0: '2017-06-16', dueDay: '2017-08-25', isProvisional: false });
  expect(steps.map(({ code, dueDay }) => [code, dueDay])).toEqual([
    ['project-initiation', dueAfter(2)],
    ['planning', dueAfter(20)],
    ['environmental-assessment', dueAfter(21)],
    ['fire-safety', dueAfter(45)],
    ['construction-permit', dueAfter(50)],
  ]);
  expect(steps[2]?.tasks.map(({ dueDay }) => dueDay)).toEqual([dueAfter(14), dueAfter(21)]);
});

test('what is received at 17:00 has the next office day as its day 0, and is due a working day later', () => {
  const [before, after] = ['16:59:59.999', '17:00:00.000'].map((time) =>
    orderSchedule(shippedCalendar, aPlan('30', 13), on('2017-06-16', time)),
  );
  expect([before?.day0, after?.day0]).toEqual(['2017-06-16', '2017-06-19']);
  expect([before?.dueDay, after?.dueDay]).toEqual(['2017-07-05', '2017-07-06']);
});

test('days beyond the last published year are provisional, one by one', () => {
  const { steps, isProvisional } = orderSchedule(shippedCalendar, aPlan('80'), on('2026-11-20'));
  expect([isProvisional, ...steps.map((step) => step.isProvisional)]).toEqual([
    ...[true, false, true, true, true, true],
  ]);
  expect(orderSchedule(shippedCalendar, aPlan('30', 13), on('2026-11-20')).isProvisional).toBe(false);
});
