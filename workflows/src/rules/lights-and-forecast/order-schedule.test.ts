import fc from 'fast-check';
import { aPlan, on, orderMaker } from '@doudi/testing/clock/order-maker';
import { anyCounted } from '@doudi/testing/clock/random-calendars';
import type { Carried } from '../../domain/carried.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Order, Step } from '../../domain/step.ts';
import { taskCodes } from '../../domain/tracks-and-steps.ts';
import { withCarriedResults } from '../plan/carried-results.ts';
import { shippedCalendar } from '../../domain/shipped-calendar.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { orderProgress } from './order-progress.ts';
import { orderSchedule } from './order-schedule.ts';

const anyPlan = fc.oneof(
  fc.constantFrom(aPlan('80'), aPlan('50')),
  fc.integer({ min: 13, max: 30 }).map((days) => aPlan('30', days)),
);
const anyInstant = fc.integer({ min: on('2016-02-01'), max: on('2026-12-31') });

const received = (plan: Plan, receivedAt: Instant, carried: Carried | null = null) => ({
  ...{ plan, receivedAt, carried },
});

const upTo = (most: number) => fc.record({ GOV: fc.nat(most), AGENCY: fc.nat(most), OWNER: fc.nat(most), EXCLUDED: fc.nat(most) }); // prettier-ignore
const anyCarried = fc.option(
  fc.record({
    orderNo: fc.constant('O201601040001'),
    buckets: fc.oneof(upTo(4), upTo(60)),
    results: fc.subarray([...taskCodes]),
  }),
  { nil: null },
);

/** The order made move by move: whatever is taken over is finished as it opens. */
function madeOrder(plan: Plan, at: Instant, carried: Carried | null): Order {
  const steps = plan.steps.map((step) => withCarriedResults(step, carried));
  const maker = orderMaker({ ...plan, steps }, at, { isHiring: true });
  const isTakenOver = ({ ledger }: Step) => carried?.results.some((code) => code === ledger.at(-1)?.task);
  for (let left = true; left;) {
    const next = maker.order().steps.find((step) => step.closedAt === null && isTakenOver(step));
    if (next) maker.finish(next.code, at);
    left = next !== undefined;
  }
  return { ...maker.order(), ...(carried && { carried }) };
}

test('the schedule of a plan is what the progress of its order says the moment it is received, with all it takes over', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyCounted, anyPlan, anyInstant, anyCarried, ({ calendar }, plan, at, carried) => {
      fc.pre(!carried?.results.includes('construction-permit'));
      const { steps, ...schedule } = orderSchedule(calendar, received(plan, at, carried));
      const progress = orderProgress(calendar, madeOrder(plan, at, carried), at);
      const { day0, dueDay, isProvisional } = progress;
      expect(schedule).toEqual({ day0, dueDay, isProvisional });
      seen.add(dueDay === null ? 'paused' : carried ? 'carried' : 'new');
      for (const [i, { state, dueDay: due }] of progress.steps.entries())
        if (state !== 'waiting' && due !== null) expect(steps[i]?.dueDay).toBe(due);
      const tasks = steps.flatMap(({ code, tasks: its }) => its.map((task) => ({ ...task, step: code })));
      for (const { step, task, finish, isProvisional: isOpen } of progress.forecast.chain)
        expect(tasks).toContainEqual({ step, code: task, dueDay: finish, isProvisional: isOpen });
      expect(steps.at(-1)?.dueDay).toBe(progress.forecast.day);
    }),
    { numRuns: 500 },
  );
  expect([...seen].sort()).toEqual(['carried', 'new', 'paused']);
});

test('days taken over shorten the order, results its chain', () => {
  const buckets = { GOV: 7, AGENCY: 3, OWNER: 20, EXCLUDED: 5 };
  const carried: Carried = { orderNo: 'O201601040001', buckets, results: ['record', 'order-meeting'] };
  const { steps, day0, dueDay } = orderSchedule(
    shippedCalendar,
    received(aPlan('50'), on('2017-06-16'), carried),
  );
  expect(dueDay).toBe(addWorkingDays(shippedCalendar, day0, 40));
  expect(steps[0]).toMatchObject({ dueDay: day0, tasks: [{ dueDay: day0 }, { dueDay: day0 }] });
  expect(steps.at(-1)?.dueDay).toBe(addWorkingDays(shippedCalendar, day0, 48));
});

test('a step is due when the tasks before it and its own have taken their budgets', () => {
  const { steps, ...order } = orderSchedule(shippedCalendar, received(aPlan('50'), on('2017-06-16')));
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
    orderSchedule(shippedCalendar, received(aPlan('30', 13), on('2017-06-16', time))),
  );
  expect([before?.day0, after?.day0]).toEqual(['2017-06-16', '2017-06-19']);
  expect([before?.dueDay, after?.dueDay]).toEqual(['2017-07-05', '2017-07-06']);
});

test('days beyond the last published year are provisional, one by one', () => {
  const { steps, isProvisional } = orderSchedule(shippedCalendar, received(aPlan('80'), on('2026-11-20')));
  expect([isProvisional, ...steps.map((step) => step.isProvisional)]).toEqual([
    ...[true, false, true, true, true, true],
  ]);
  expect(orderSchedule(shippedCalendar, received(aPlan('30', 13), on('2026-11-20'))).isProvisional).toBe(
    false,
  );
});
