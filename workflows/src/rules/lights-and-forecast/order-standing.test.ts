import fc from 'fast-check';
import { anyMoment, calendar, fewerRuns } from '@doudi/testing/clock/random-orders';
import { orderProgress } from './order-progress.ts';
import { orderStanding } from './order-standing.ts';

test('a line of a list says of an order what its progress says', () => {
  fc.assert(
    fc.property(anyMoment, ({ order, now }) => {
      const { light, driving, dueDay, isProvisional, steps } = orderProgress(calendar, order, now);
      const holder = steps.find(({ code }) => code === driving)?.holder ?? null;
      expect(orderStanding(calendar, order, now)).toEqual({ light, driving, holder, dueDay, isProvisional });
    }),
    fewerRuns,
  );
});
