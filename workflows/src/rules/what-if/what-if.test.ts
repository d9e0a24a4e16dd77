import fc from 'fast-check';
import type { Order } from '../../domain/step.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { dayBegins, officeDay } from '../calendar/office-day.ts';
import { addWorkingDays, nextWorkingDay, workingDaysIn } from '../calendar/working-days.ts';
import { forecast } from '../lights-and-forecast/forecast.ts';
import { orderLight } from '../lights-and-forecast/order-light.ts';
import { stepLight } from '../lights-and-forecast/step-light.ts';
import { orderClock } from '../order-clock/order-clock.ts';
import { aPlan, day, on, orderMaker } from '@doudi/testing/clock/order-maker';
import { anyMoment, calendar, fewerRuns } from '@doudi/testing/clock/random-orders';
import { orderAsOf } from '../state-machines/as-of.ts';
import type { Assumption } from './assumptions.ts';
import { playOrder } from './play-order.ts';
import { whatIf, type WhatIf } from './what-if.ts';

/** The answer, which there must be. */
function answered(order: Order, now: number, assumptions: readonly Assumption[]): WhatIf {
  const answer = whatIf(calendar, order, now, assumptions);
  if ('refused' in answer) throw new Error(JSON.stringify(answer));
  return answer;
}
const faultsOf = (order: Order, now: number, assumptions: readonly Assumption[]) => {
  const answer = whatIf(calendar, order, now, assumptions);
  return 'faults' in answer ? answer.faults : answer;
};

const now = on('2017-06-21');
/** Track 50 of 2017-06-16 with initiation done on 2017-06-20: planning and the side branch are open. */
function twoBranches(): Order {
  const maker = orderMaker(aPlan('50'), on('2017-06-16'));
  maker.finish('project-initiation', on('2017-06-19'));
  maker.finish('project-initiation', on('2017-06-20'));
  return maker.order();
}

test('a task that is late moves the forecast of its chain by as many working days, and no due day', () => {
  const { before, after, moved } = answered(twoBranches(), now, [
    { kind: 'late', task: 'drawing-review', days: 3 },
  ]);
  expect(moved).toEqual({ dueDay: 0, forecast: 3 });
  expect([before.forecast.day, after.forecast.day]).toEqual(['2017-08-25', '2017-08-30']);
  expect([before.dueDay, after.dueDay]).toEqual(['2017-08-25', '2017-08-25']);
  expect([before.isLate, after.isLate]).toEqual([false, true]);
  expect(after.lights.map(({ from, light }) => `${from} ${light}`)).toEqual([
    '2017-06-21 GREEN', '2017-08-18 YELLOW', '2017-08-28 RED', '2017-08-30 DONE',
  ]); // prettier-ignore
});

test('a late task on the side branch uses its slack first, then binds', () => {
  const late = (days: number) => answered(twoBranches(), now, [{ kind: 'late', task: 'eia-review', days }]);
  expect(late(24).moved.forecast).toBe(0);
  expect(late(25).moved.forecast).toBe(1);
  expect(late(25).after.forecast.chain.map(({ task }) => task)).toEqual([
    'eia-report', 'eia-review', 'safety-registration', 'construction-permit',
  ]); // prettier-ignore
});

test('a stop of the driving step moves its due day, that of the order and the forecast by the days it excludes', () => {
  const stop: Assumption = { kind: 'stop', step: 'planning', from: day('2017-06-23'), to: day('2017-06-30') };
  const { before, after, moved } = answered(twoBranches(), now, [stop]);
  expect(moved).toEqual({ dueDay: 5, forecast: 5 });
  const planning = ({ steps }: WhatIf['before']) => steps.find(({ code }) => code === 'planning');
  expect([planning(before)?.dueDay, planning(after)?.dueDay]).toEqual(['2017-07-14', '2017-07-21']);
  expect(planning(after)?.lights.map(({ from, light }) => `${from} ${light}`)).toEqual([
    '2017-06-21 GREEN', '2017-06-26 PAUSED', '2017-07-03 GREEN', '2017-07-14 YELLOW', '2017-07-21 DONE',
  ]); // prettier-ignore
});

test('a stop of a step that does not drive moves that step alone', () => {
  const stop: Assumption = {
    kind: 'stop', step: 'environmental-assessment', from: day('2017-06-23'), to: day('2017-06-30'),
  }; // prettier-ignore
  const { before, after, moved } = answered(twoBranches(), now, [stop]);
  expect(moved).toEqual({ dueDay: 0, forecast: 0 });
  expect([before.steps[2]?.dueDay, after.steps[2]?.dueDay]).toEqual(['2017-07-17', '2017-07-24']);
});

test('a task done early brings the forecast forward; what waits behind it starts then', () => {
  const done: Assumption = { kind: 'done', task: 'scheme-design', day: day('2017-06-28') };
  const { after, moved } = answered(twoBranches(), now, [done]);
  // planning conditions are done on 2017-06-23, the design 7 working days before its tenth, 2017-07-07
  expect(moved).toEqual({ dueDay: 0, forecast: -7 });
  expect(after.forecast.chain.slice(0, 3)).toMatchObject([
    { task: 'planning-conditions', finish: '2017-06-23' },
    { task: 'scheme-design', finish: '2017-06-28' },
    { task: 'scheme-review', finish: '2017-07-05' },
  ]);
});

test('every fault of every assumption is named at once', () => {
  const assumptions: Assumption[] = [
    { kind: 'done', task: 'planning-conditions', day: day('2017-06-20') },
    { kind: 'late', task: 'record', days: 2 },
    { kind: 'late', task: 'planning-conditions', days: 2 },
    { kind: 'stop', step: 'planning', from: day('2017-06-24'), to: day('2017-06-22') },
    { kind: 'stop', step: 'project-initiation', from: day('2017-06-26'), to: day('2030-06-28') },
    { kind: 'stop', step: 'fire-safety', from: day('2017-07-03'), to: day('2017-07-07') },
    { kind: 'stop', step: 'fire-safety', from: day('2017-07-06'), to: day('2017-07-10') },
    { kind: 'done', task: 'fire-review', day: day('2017-06-22') },
  ];
  const short = faultsOf(twoBranches(), now, assumptions);
  expect(short).toEqual([
    { index: 0, field: 'day', because: 'in-the-past', day: '2017-06-21' },
    { index: 1, field: 'task', because: 'over-already' },
    { index: 2, field: 'task', because: 'assumed-twice', other: 0 },
    { index: 3, field: 'to', because: 'ends-before-it-starts', day: '2017-06-24' },
    { index: 3, field: 'from', because: 'day-off', day: '2017-06-26' },
    { index: 4, field: 'step', because: 'over-already' },
    { index: 4, field: 'to', because: 'too-far', day: expect.any(String) as string },
    { index: 6, field: 'from', because: 'overlaps', other: 5 },
    { index: 7, field: 'day', because: 'before-its-turn', day: expect.any(String) as string },
  ]);
});

test('a task that the track does not have, and an order that has ended, are refused', () => {
  const maker = orderMaker(aPlan('30'), on('2017-06-16'));
  const late: Assumption = { kind: 'late', task: 'eia-report', days: 1 };
  expect(faultsOf(maker.order(), now, [late])).toEqual([
    { index: 0, field: 'task', because: 'not-in-the-plan' },
  ]);
  maker.withdraw(on('2017-06-20'));
  expect(faultsOf(maker.order(), now, [late])).toEqual({ refused: 'order-closed' });
});

const seldom = { ...fewerRuns, numRuns: Math.ceil(fewerRuns.numRuns / 5) };
const openMoment = anyMoment.filter(({ order, now: at }) => order.closedAt === null || order.closedAt > at);

test('with nothing assumed an order goes on as it is forecast, with the due day and lights it has', () => {
  fc.assert(
    fc.property(openMoment, ({ order, now: at }) => {
      const { before, after } = answered(order, at, []);
      expect(after).toEqual(before);
      expect(before.forecast).toEqual(forecast(calendar, order, at));
      expect(before.lights[0]).toMatchObject({
        from: officeDay(calendar, at),
        light: orderLight(calendar, order, at),
      });
      const { isLate, dueDay } = orderClock(calendar, order, at);
      if (isLate) expect(before).toMatchObject({ isLate, dueDay });
      const open = order.steps.filter(({ openedAt }) => openedAt <= at);
      for (const step of open)
        expect(before.steps.find(({ code }) => code === step.code)?.lights[0]?.light).toBe(
          stepLight(calendar, step, at),
        );
    }),
    fewerRuns,
  );
});

test('the lights of the order on the way are those that its rules give as each day begins', () => {
  fc.assert(
    fc.property(openMoment, fc.nat(20), ({ order, now: at }, days) => {
      const { plan, steps } = order;
      const task = plan.at(-1)?.tasks.at(-1)?.code ?? 'record';
      const known = { ...order, closedAt: null, steps: steps.filter(({ openedAt }) => openedAt <= at) };
      const { after } = answered(known, at, [{ kind: 'late', task, days }]);
      const index = calendarIndex(calendar);
      const played = playOrder(index, orderAsOf(known, at), {
        now: at,
        assumptions: [{ kind: 'late', task, days }],
      });
      for (
        let day = nextWorkingDay(calendar, officeDay(calendar, at));
        day <= after.forecast.day;
        day = nextWorkingDay(calendar, day)
      ) {
        const shown = after.lights.findLast(({ from, light }) => from <= day && light !== 'DONE');
        expect(shown?.light).toBe(orderLight(calendar, played, dayBegins(calendar, day)));
      }
    }),
    seldom,
  );
});

const todo = ({ order, now: at }: { order: Order; now: number }) =>
  order.plan.flatMap(({ code, tasks }) => {
    const over =
      order.steps
        .find((step) => step.code === code)
        ?.tasks.filter(({ closedAt }) => closedAt !== null && closedAt <= at) ?? [];
    return tasks
      .filter((task) => !over.some((one) => one.code === task.code))
      .map((task) => ({ step: code, task: task.code }));
  });

test('a task that is n days late finishes its step exactly n days later, and nothing earlier', () => {
  fc.assert(
    fc.property(openMoment, fc.nat(), fc.integer({ min: 1, max: 30 }), (moment, pick, days) => {
      const tasks = todo(moment);
      const { task, step } = tasks[pick % Math.max(1, tasks.length)] ?? {};
      if (!task) return;
      const { before, after, moved } = answered(moment.order, moment.now, [{ kind: 'late', task, days }]);
      expect(moved.forecast).toBeGreaterThanOrEqual(0);
      expect(moved.forecast).toBeLessThanOrEqual(days);
      const finish = (of: WhatIf['before']) =>
        of.steps.find(({ code }) => code === step)?.forecast.day ?? day('');
      const [from, to] = [finish(before), finish(after)];
      const isOpen = moment.order.steps.some((one) => one.code === step && one.openedAt <= moment.now);
      if (isOpen) expect(workingDaysIn(calendar, from, to) - 1).toBe(days);
    }),
    fewerRuns,
  );
});

test('a stop in two adjacent parts is one stop, and an order with a longer stop is never earlier', () => {
  const parts = fc.tuple(fc.nat(30), fc.nat(15), fc.nat(15));
  fc.assert(
    fc.property(openMoment, fc.nat(), parts, (moment, pick, [from, first, second]) => {
      const steps = [...new Set(todo(moment).map(({ step }) => step))];
      const step = steps[pick % Math.max(1, steps.length)];
      if (!step) return;
      const today = officeDay(calendar, moment.now);
      const [a, b, c] = [from, from + first, from + first + second].map((n) =>
        addWorkingDays(calendar, today, n),
      );
      const stops = (...ends: readonly (typeof a)[]): Assumption[] =>
        ends.slice(1).map((to, i) => ({ kind: 'stop', step, from: ends[i] ?? today, to: to ?? today }));
      const [whole, split] = [stops(a, c), stops(a, b, c)].map(
        (one) => answered(moment.order, moment.now, one).after,
      );
      expect(split).toEqual(whole);
      const shorter = answered(moment.order, moment.now, stops(a, b)).after;
      expect((whole?.forecast.day ?? '') >= shorter.forecast.day).toBe(true);
    }),
    seldom,
  );
});
