import fc from 'fast-check';
import type { Calendar } from '../../domain/calendar.ts';
import type { Carried } from '../../domain/carried.ts';
import type { Instant } from '../../domain/instant.ts';
import { outcomes, type Order, type Outcome } from '../../domain/step.ts';
import { officeDay } from '../calendar/office-day.ts';
import { previousWorkingDay } from '../calendar/working-days.ts';
import { nextOrderMark, orderLight } from '../lights-and-forecast/order-light.ts';
import { orderProgress } from '../lights-and-forecast/order-progress.ts';
import { noDays, usedOf } from '../step-clock/charging.ts';
import { whatIf } from '../what-if/what-if.ts';
import { aPlan, day, on, orderMaker } from '@doudi/testing/clock/order-maker';
import { anyMoment, calendar, runs } from '@doudi/testing/clock/random-orders';
import { carriedFromEarlier, type EarlierOrder } from './carried-days.ts';
import { orderClock } from './order-clock.ts';
import { orderDayAccount } from './order-day-account.ts';

const receivedAt = on('2017-06-16');
const some = { GOV: 10, AGENCY: 5, OWNER: 3, EXCLUDED: 2 };

/** An order of 50 days with initiation open, received on Friday 2017-06-16. */
const anOrder = (buckets?: Partial<Carried['buckets']>, at = receivedAt): Order => ({
  ...orderMaker(aPlan('50'), at).order(),
  ...(buckets && {
    carried: { orderNo: 'O201706010001', results: [], buckets: { ...noDays(), ...buckets } },
  }),
});

describe('an order that carries days', () => {
  test('begins with them: used, left, due and the totals of its ledger', () => {
    const [bare, carrying] = [anOrder(), anOrder(some)];
    expect(orderClock(calendar, bare, receivedAt)).toMatchObject({ used: 0, dueDay: '2017-08-25' });
    expect(orderClock(calendar, carrying, receivedAt)).toMatchObject({
      ...{ buckets: some, used: 15, remaining: 35, dueDay: '2017-08-04' },
      ...{ chargedThrough: '2017-06-16', isLate: false, days: [] },
    });
    const [first, , , second] = orderDayAccount(calendar, carrying, on('2017-06-20'));
    expect(first).toMatchObject({ day: '2017-06-16', bucket: null, buckets: some, used: 15, remaining: 35 });
    expect(second).toMatchObject({
      day: '2017-06-19',
      bucket: 'GOV',
      used: 16,
      buckets: { GOV: 11, OWNER: 3 },
    });
  });

  test('has the same steps, driver and forecast as without them; a what-if counts them', () => {
    const now = on('2017-06-19');
    const [bare, carrying] = [anOrder(), anOrder(some)].map((order) => orderProgress(calendar, order, now));
    const { steps, driving, forecast } = bare ?? {};
    expect(carrying).toMatchObject({ steps, driving, forecast });
    const asked = whatIf(calendar, anOrder(some), now, [{ kind: 'late', task: 'record', days: 1 }]);
    expect(asked).toMatchObject({ before: { used: 65, remaining: -15, isLate: true } });
  });

  test('which used its whole budget is due the day it is received, and late from the next', () => {
    const order = anOrder({ GOV: 30, AGENCY: 20 });
    const show = (at: Instant) => ({
      due: orderClock(calendar, order, at).dueDay,
      light: orderLight(calendar, order, at),
    });
    expect(show(receivedAt)).toEqual({ due: '2017-06-16', light: 'YELLOW' });
    const late = { due: '2017-06-16', light: 'RED' };
    expect(show(on('2017-06-16', '17:00:00.000'))).toEqual(late);
    expect(nextOrderMark(calendar, order, receivedAt)).toMatchObject({
      at: on('2017-06-16', '17:00:00.000'),
      light: 'RED',
    });
  });

  test('which are more than its budget is late as it is received, due on the working day before', () => {
    const born = anOrder({ GOV: 31, AGENCY: 20 });
    expect(orderClock(calendar, born, receivedAt)).toMatchObject({
      ...{ used: 51, remaining: -1, dueDay: '2017-06-15', isLate: true },
    });
    expect(orderLight(calendar, born, receivedAt)).toBe('RED');
    const onMonday = anOrder({ GOV: 80 }, on('2017-06-19'));
    expect(orderClock(calendar, onMonday, on('2017-07-19')).dueDay).toBe('2017-06-16');
  });

  test('is late from the start also while it waits for the enterprise', () => {
    const maker = orderMaker(aPlan('50'), receivedAt);
    maker.hand('project-initiation', receivedAt, 'OWNER');
    const order = {
      ...maker.order(),
      carried: { orderNo: 'O201706010001', results: [], buckets: { ...noDays(), GOV: 51 } },
    };
    for (const at of [receivedAt, on('2017-06-30')])
      expect(orderClock(calendar, order, at)).toMatchObject({ used: 51, dueDay: '2017-06-15', isLate: true });
  });

  test('of the enterprise or of stops alone loses nothing of its budget', () => {
    const clock = orderClock(calendar, anOrder({ OWNER: 40, EXCLUDED: 40 }), receivedAt);
    expect(clock).toMatchObject({ used: 0, remaining: 50, dueDay: '2017-08-25' });
  });

  test('reads as one without them whose budget is smaller by what they used', () => {
    const isBorn = { late: 0, inTime: 0 };
    fc.assert(
      fc.property(anyMoment, ({ order, now }) => {
        const { carried, ...bare } = order;
        const used = usedOf(carried?.buckets ?? noDays());
        if (used > order.budget) {
          isBorn.late += 1;
          const { dueDay, isLate } = orderClock(calendar, order, now);
          const day0 = officeDay(calendar, order.receivedAt);
          expect({ dueDay, isLate }).toEqual({ dueDay: previousWorkingDay(calendar, day0), isLate: true });
          return;
        }
        isBorn.inTime += 1;
        const less = { ...bare, budget: order.budget - used };
        const show = (of: Order) => {
          const { buckets: _buckets, used: _used, ...clock } = orderClock(calendar, of, now);
          return [clock, orderLight(calendar, of, now), nextOrderMark(calendar, of, now)];
        };
        expect(show(order)).toEqual(show(less));
      }),
      { ...runs, numRuns: Math.ceil(runs.numRuns / 10) },
    );
    expect(Math.min(...Object.values(isBorn))).toBeGreaterThan(0);
  });
});

describe('what is carried', () => {
  /** An order withdrawn on a day, ended as is said. */
  function ended(
    closedAt: Instant,
    outcome: Outcome,
    some: Partial<EarlierOrder & { carried: Carried }> = {},
  ) {
    const { carried, ...rest } = some;
    const maker = orderMaker(aPlan('50'), receivedAt);
    maker.withdraw(closedAt);
    const order = { ...maker.order(), ...(carried && { carried }) };
    return { orderNo: 'O201706160001', track: '50' as const, order, outcome, calendar, ...rest };
  }
  const closedAt = on('2017-06-26');
  const within = { receivedAt: on('2017-06-30'), track: '50' as const, revoked: [] };

  test.each([
    ['refused', true],
    ['withdrawn', true],
    ['not-supplied', true],
    ['not-accepted', false],
    ['approved', false],
  ] as const)('an order that ended %s leaves its days: %s', (outcome, leaves) => {
    const carried = carriedFromEarlier([ended(closedAt, outcome)], within);
    expect(carried).toEqual(
      leaves ? { orderNo: 'O201706160001', results: [], buckets: { ...noDays(), GOV: 6 } } : null,
    );
    expect(outcomes).toContain(outcome);
  });

  // 2017-07-26 is the thirtieth calendar day after 2017-06-26; an order withdrawn after 17:00 closed on that same calendar day
  test.each([
    ['2017-06-26', '10:00:00.000', '2017-07-26', '23:59:59.999', true],
    ['2017-06-26', '10:00:00.000', '2017-07-27', '00:00:00.000', false],
    ['2017-06-26', '23:59:59.999', '2017-07-26', '23:59:59.999', true],
    ['2017-06-27', '00:00:00.000', '2017-07-27', '00:00:00.000', true],
    ['2017-06-26', '10:00:00.000', '2017-06-26', '10:00:00.000', true],
    ['2017-06-26', '10:00:00.000', '2017-06-26', '09:59:59.999', true],
    ['2017-06-26', '10:00:00.000', '2017-06-25', '23:59:59.999', false],
  ])(
    'thirty calendar days of Shanghai: closed %s %s, received %s %s: %s',
    (day, time, next, at, isCarried) => {
      const carried = carriedFromEarlier([ended(on(day, time), 'withdrawn')], {
        ...within,
        receivedAt: on(next, at),
      });
      expect(carried !== null).toBe(isCarried);
    },
  );

  test('its days are those charged by its closing, by its own calendar', () => {
    const holiday: Calendar = { ...calendar, off: [...calendar.off, day('2017-06-20')] };
    const [carried] = [carriedFromEarlier([ended(closedAt, 'refused', { calendar: holiday })], within)];
    expect(carried?.buckets).toEqual({ ...noDays(), GOV: 5 });
  });

  test('of an order withdrawn before a step could open, its days are the departments’', () => {
    const old = ended(closedAt, 'withdrawn');
    expect(carriedFromEarlier([{ ...old, order: { ...old.order, steps: [] } }], within)?.buckets).toEqual({
      ...noDays(),
      GOV: 6,
    });
  });

  test('what an order had carried itself goes with it', () => {
    const first = {
      orderNo: 'O201705020001',
      results: ['record' as const],
      buckets: { GOV: 4, AGENCY: 3, OWNER: 2, EXCLUDED: 1 },
    };
    expect(carriedFromEarlier([ended(closedAt, 'withdrawn', { carried: first })], within)).toEqual({
      orderNo: 'O201706160001',
      results: ['record'],
      buckets: { GOV: 10, AGENCY: 3, OWNER: 2, EXCLUDED: 1 },
    });
  });

  test('results of tasks that were approved or accepted go with it, in the order of the plan, while the track is the same', () => {
    const maker = orderMaker(aPlan('50'), receivedAt);
    for (let task = 0; task < 2; task++) maker.finish('project-initiation', on('2017-06-19'));
    maker.finish('planning', on('2017-06-20'));
    maker.withdraw(closedAt);
    const carried = {
      orderNo: 'O201705020001',
      results: ['eia-report' as const, 'record' as const],
      buckets: noDays(),
    };
    const old = { ...ended(closedAt, 'refused'), order: { ...maker.order(), carried } };
    const results = ['record', 'order-meeting', 'planning-conditions', 'eia-report'];
    expect(carriedFromEarlier([old], within)).toMatchObject({ results });
    const revoked = (orderNo: string, task: 'record' | 'order-meeting') => [{ orderNo, task }];
    const after = (...taken: ReturnType<typeof revoked>) =>
      carriedFromEarlier([old], { ...within, revoked: taken })?.results;
    expect(after(...revoked(old.orderNo, 'order-meeting'))).toEqual([
      'record',
      'planning-conditions',
      'eia-report',
    ]);
    // the meeting was held anew since; the record was taken over
    expect(after(...revoked('O201705020001', 'order-meeting'))).toEqual(results);
    expect(after(...revoked('O201705020001', 'record'))).not.toContain('record');
    expect(carriedFromEarlier([old], { ...within, track: '80' })).toMatchObject({
      results: [],
      buckets: { GOV: 2 },
    });
  });

  test('the newest that leaves days counts, past one that was not accepted or has not ended, never past a permit', () => {
    const of = (orderNo: string, outcome: Outcome) => ended(closedAt, outcome, { orderNo });
    const running = {
      orderNo: 'O3',
      order: orderMaker(aPlan('50'), receivedAt).order(),
      outcome: null,
      track: '50' as const,
      calendar,
    };
    const from = (...earlier: EarlierOrder[]) => carriedFromEarlier(earlier, within)?.orderNo ?? null;
    expect(from(of('O2', 'refused'), of('O1', 'withdrawn'))).toBe('O2');
    expect(from(running, of('O2', 'not-accepted'), of('O1', 'withdrawn'))).toBe('O1');
    expect(from(of('O2', 'approved'), of('O1', 'withdrawn'))).toBe(null);
    expect(from()).toBe(null);
  });
});
