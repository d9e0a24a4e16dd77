import fc from 'fast-check';
import type { Light } from '../domain/ledger.ts';
import { forecast } from './forecast.ts';
import { nameOf } from './oracle.test.ts';
import { oracleForecast, oracleOrderClock, oracleOrderLight } from './oracle-of-orders.test.ts';
import { orderClock } from './order-clock.ts';
import { orderLight } from './order-light.ts';
import { anyMoment, calendar, runs } from './scenarios.test.ts';

test('an order is charged, driven, due and late as the day-by-day oracle says, at any instant', () => {
  fc.assert(
    fc.property(anyMoment, ({ order, now }) => {
      const { due, days, ...expected } = oracleOrderClock(order, now);
      const clock = orderClock(calendar, order, now);
      expect(clock).toMatchObject({ ...expected, dueDay: due === null ? null : nameOf(due) });
      const named = days.map(({ place, bucket, step }) => ({ day: nameOf(place), bucket, step }));
      expect(clock.days.map(({ day, bucket, step }) => ({ day, bucket, step }))).toEqual(named);
    }),
    runs,
  );
});

test.each([false, true])(
  'an order is forecast as the oracle says (every stop taken to end today: %s)',
  (ignoringStops) => {
    fc.assert(
      fc.property(anyMoment, ({ order, now }) => {
        expect(forecast(calendar, order, now, { ignoringStops }).day).toBe(
          nameOf(oracleForecast(order, now, ignoringStops)),
        );
      }),
      runs,
    );
  },
);

test('an order shows the light the oracle says, at any instant', () => {
  const seen = new Set<Light>();
  fc.assert(
    fc.property(anyMoment, ({ order, now }) => {
      const light = orderLight(calendar, order, now);
      expect(light).toBe(oracleOrderLight(order, now));
      seen.add(light);
    }),
    runs,
  );
  expect([...seen].sort()).toEqual(['DONE', 'GREEN', 'PAUSED', 'RED', 'YELLOW']);
});
