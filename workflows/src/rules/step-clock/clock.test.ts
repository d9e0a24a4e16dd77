import fc from 'fast-check';
import type { Bucket, Change } from '../../domain/ledger.ts';
import { workingDaysIn } from '../calendar/working-days.ts';
import { orderClock } from '../order-clock/order-clock.ts';
import { on } from '@doudi/testing/clock/order-maker';
import { anyMoment, anyStepMoment, calendar, fewerRuns } from '@doudi/testing/clock/random-orders';
import { noDays } from './charging.ts';
import { type ClockReading, readClock, stepClock } from './clock.ts';

const line = (at: number, bucket: Bucket): Change => ({
  at,
  bucket,
  task: 'record',
  event: 1,
  because: 'hand',
});

/** The clock of five days opened on Friday 2017-06-16, with these further lines. */
const clock = (
  now: number,
  lines: readonly Change[] = [],
  { budget = 5, closedAt = null as number | null } = {},
) => {
  const openedAt = on('2017-06-16');
  return readClock(calendar, { openedAt, closedAt, budget, changes: [line(openedAt, 'GOV'), ...lines] }, now);
};

test('the day of receipt is not counted, and a due day of five is the fifth working day after it', () => {
  expect(clock(on('2017-06-16'))).toMatchObject({
    day0: '2017-06-16',
    used: 0,
    dueDay: '2017-06-23',
    isLate: false,
  });
});

test('a day is charged when it ends', () => {
  expect(clock(on('2017-06-19', '16:59:59.999')).used).toBe(0);
  expect(clock(on('2017-06-19', '17:00:00.000')).used).toBe(1);
});

test('a day is charged at the first line written on it, to whoever had it as it began', () => {
  const lines = [
    line(on('2017-06-19', '09:00:00.000'), 'OWNER'),
    line(on('2017-06-19', '09:30:00.000'), 'AGENCY'),
  ];
  expect(clock(on('2017-06-19', '08:59:59.999'), lines).used).toBe(0);
  expect(clock(on('2017-06-19'), lines).buckets).toEqual({ GOV: 1, AGENCY: 0, OWNER: 0, EXCLUDED: 0 });
  expect(clock(on('2017-06-20', '17:00:00.000'), lines).buckets).toEqual({
    GOV: 1,
    AGENCY: 1,
    OWNER: 0,
    EXCLUDED: 0,
  });
});

test('a clock is late from 17:00 of its due day', () => {
  expect(clock(on('2017-06-23', '16:59:59.999'))).toMatchObject({ dueDay: '2017-06-23', isLate: false });
  expect(clock(on('2017-06-23', '17:00:00.000'))).toMatchObject({
    dueDay: '2017-06-23',
    isLate: true,
    remaining: 0,
  });
  expect(clock(on('2017-06-27'))).toMatchObject({ dueDay: '2017-06-23', isLate: true, remaining: -1 });
});

test('no days are due on day 0', () => {
  expect(clock(on('2017-06-16'), [], { budget: 0 })).toMatchObject({ dueDay: '2017-06-16', isLate: false });
  expect(clock(on('2017-06-16', '17:00:00.000'), [], { budget: 0 }).isLate).toBe(true);
});

test('a paused clock has no due day, and keeps what it had left until it goes on', () => {
  const lines = [line(on('2017-06-20'), 'EXCLUDED'), line(on('2017-10-09'), 'GOV')];
  expect(clock(on('2017-08-01'), lines)).toMatchObject({
    used: 2,
    remaining: 3,
    dueDay: null,
    isLate: false,
  });
  expect(clock(on('2017-10-09'), lines)).toMatchObject({ used: 2, remaining: 3, dueDay: '2017-10-12' });
});

test('what goes on with nothing left is due the day it goes on', () => {
  const lines = [line(on('2017-06-23'), 'OWNER'), line(on('2017-07-05'), 'GOV')];
  expect(clock(on('2017-07-05'), lines)).toMatchObject({ remaining: 0, dueDay: '2017-07-05', isLate: false });
  expect(clock(on('2017-07-05', '17:00:00.000'), lines)).toMatchObject({
    dueDay: '2017-07-05',
    isLate: true,
  });
});

test('a late handover does not move the due day', () => {
  const lines = [line(on('2017-06-27'), 'OWNER')];
  expect(clock(on('2017-07-20'), lines)).toMatchObject({
    dueDay: '2017-06-23',
    isLate: true,
    inForce: 'OWNER',
  });
});

test('a closed clock charges the day it closed on, keeps its due day, and stands still', () => {
  const closed = clock(on('2018-01-01'), [], { closedAt: on('2017-06-21') });
  expect(closed).toMatchObject({
    used: 3,
    chargedThrough: '2017-06-21',
    dueDay: '2017-06-23',
    isLate: false,
    inForce: null,
  });
});

test('a due day past the last published year is provisional', () => {
  const openedAt = on('2026-12-28');
  const segment = { openedAt, closedAt: null, changes: [line(openedAt, 'GOV')] };
  expect([3, 4].map((budget) => readClock(calendar, { ...segment, budget }, openedAt).isProvisional)).toEqual(
    [false, true],
  );
});

const sumOf = ({ GOV, AGENCY, OWNER, EXCLUDED }: ClockReading['buckets']): number =>
  GOV + AGENCY + OWNER + EXCLUDED;

test('every charged day is in one bucket, of a step and of an order, where carried days come on top', () => {
  fc.assert(
    fc.property(anyMoment, ({ order, now }) => {
      const charged = ({ day0, chargedThrough }: ClockReading) =>
        workingDaysIn(calendar, day0, chargedThrough) - 1;
      const clock = orderClock(calendar, order, now);
      expect(sumOf(clock.buckets)).toBe(charged(clock) + sumOf(order.carried?.buckets ?? noDays()));
      for (const step of order.steps) {
        const own = stepClock(calendar, step, now);
        expect(sumOf(own.buckets)).toBe(charged(own));
      }
    }),
    fewerRuns,
  );
});

test('nothing used is ever given back, and a due day once passed stays', () => {
  const later = fc.nat(30 * 86_400_000);
  fc.assert(
    fc.property(anyMoment, later, ({ order, now }, wait) => {
      const pairs = [order, ...order.steps].map((one) =>
        [now, now + wait].map((at) =>
          'plan' in one ? orderClock(calendar, one, at) : stepClock(calendar, one, at),
        ),
      );
      for (const [before, after] of pairs) {
        expect(after?.used).toBeGreaterThanOrEqual(before?.used ?? Infinity);
        if (before?.isLate) expect(after).toMatchObject({ isLate: true, dueDay: before.dueDay });
      }
    }),
    fewerRuns,
  );
});

test('a pause of any length leaves what remained', () => {
  fc.assert(
    fc.property(anyStepMoment, fc.nat(400 * 86_400_000), ({ step, now }, pause) => {
      const ledger = step.ledger.filter(({ at }) => at <= now);
      const bare = {
        ...step,
        closedAt: null,
        tasks: step.tasks.map((task) => ({ ...task, closedAt: null })),
      };
      const stopped = {
        ...bare,
        ledger: [...ledger, { ...line(now, 'EXCLUDED'), task: ledger[0]?.task ?? 'record' }],
      };
      expect(stepClock(calendar, stopped, now + pause).remaining).toBe(
        stepClock(calendar, stopped, now).remaining,
      );
    }),
    fewerRuns,
  );
});
