import fc from 'fast-check';
import { buckets } from '../../domain/ledger.ts';
import type { Order } from '../../domain/step.ts';
import { dayNumber } from '../calendar/day-number.ts';
import { orderClock } from '../order-clock/order-clock.ts';
import { orderDayAccount } from '../order-clock/order-day-account.ts';
import { aPlan, on, orderMaker } from '@doudi/testing/clock/order-maker';
import { anyMoment, calendar, fewerRuns } from '@doudi/testing/clock/random-orders';
import { noDays } from './charging.ts';
import { type ClockReading, stepClock } from './clock.ts';
import { type AccountDay, dayAccount } from './day-account.ts';
import { stepSegment } from './ledger-segment.ts';

/** Adds an account up with a pencil, from what is carried on, and finds every row that does not follow. */
function errorsOf(
  account: readonly AccountDay[],
  clock: ClockReading,
  { budget, carried }: Pick<Order, 'budget' | 'carried'>,
): unknown[] {
  const counted = { ...(carried?.buckets ?? noDays()) };
  const first = dayNumber(clock.day0);
  const isRight = ({ day, working, why, bucket, isCharged, ...row }: AccountDay, i: number) => {
    if (isCharged && bucket) counted[bucket] += 1;
    const used = counted.GOV + counted.AGENCY;
    const isAdded = buckets.every((one) => row.buckets[one] === counted[one]) && row.used === used;
    const isWorked = why.code === 'weekday' || why.code === 'make-up-day';
    return isAdded && row.remaining === budget - used && dayNumber(day) === first + i && working === isWorked;
  };
  const wrong = account.filter((row, i) => !isRight(row, i));
  const last = account.at(-1);
  const isTotal = buckets.every((one) => clock.buckets[one] === last?.buckets[one]);
  return isTotal && clock.used === last?.used && account[0]?.bucket === null
    ? wrong
    : [...wrong, clock, last];
}

test('an account adds up day by day to the clock, of an order and of its steps, at any instant', () => {
  fc.assert(
    fc.property(anyMoment, ({ order, now }) => {
      const clock = orderClock(calendar, order, now);
      expect(errorsOf(orderDayAccount(calendar, order, now), clock, order)).toEqual([]);
      for (const step of order.steps.filter(({ openedAt }) => openedAt <= now)) {
        const segment = stepSegment(step);
        const account = dayAccount(calendar, segment, now);
        expect(errorsOf(account, stepClock(calendar, step, now), segment)).toEqual([]);
      }
    }),
    fewerRuns,
  );
});

test('every day of an account says why it was worked or not, and whether it is provisional', () => {
  const order = orderMaker(aPlan('80'), on('2026-12-31')).order();
  const account = orderDayAccount(calendar, order, on('2027-01-04'));
  expect(account.map(({ day, why, isProvisional }) => [day, why.code, isProvisional])).toEqual([
    ['2026-12-31', 'weekday', false],
    ['2027-01-01', 'weekday', true],
    ['2027-01-02', 'weekend', true],
    ['2027-01-03', 'weekend', true],
    ['2027-01-04', 'weekday', true],
  ]);
});
