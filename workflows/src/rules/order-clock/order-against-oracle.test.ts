import fc from 'fast-check';
import type { Instant } from '../../domain/instant.ts';
import type { Light } from '../../domain/ledger.ts';
import type { Order } from '../../domain/step.ts';
import { forecast } from '../lights-and-forecast/forecast.ts';
import { orderLight } from '../lights-and-forecast/order-light.ts';
import { nameOf } from '@doudi/testing/clock/oracle';
import { anyCounted, type Counted } from '@doudi/testing/clock/random-calendars';
import { oracleForecast, oracleOrderClock, oracleOrderLight } from '@doudi/testing/clock/order-oracle';
import { orderClock } from './order-clock.ts';
import { orderDayAccount } from './order-day-account.ts';
import { anyMoment, runs } from '@doudi/testing/clock/random-orders';

interface NamedDay {
  readonly day: string;
  readonly bucket: string | null;
  readonly step: string | null;
}
const line = ({ day, bucket, step }: NamedDay): string => `${day} ${bucket} ${step}`;

function compareClockAndLedger(order: Order, now: Instant, { calendar, table }: Counted): void {
  const { due, days, ...expected } = oracleOrderClock(order, now, table);
  const clock = orderClock(calendar, order, now);
  expect(clock).toMatchObject({ ...expected, dueDay: due === null ? null : nameOf(due, table) });
  const named = days.map(({ place, bucket, step }) => line({ day: nameOf(place, table), bucket, step }));
  expect(clock.days.map(line)).toEqual(named);
  const rows = orderDayAccount(calendar, order, now);
  expect(rows.filter(({ isCharged }) => isCharged).map(line)).toEqual(named);
  const { buckets, used, remaining } = clock;
  expect(rows.at(-1)).toMatchObject({ buckets, used, remaining });
}

function compareForecast(order: Order, now: Instant, { calendar, table }: Counted): void {
  for (const ignoringStops of [false, true])
    expect(forecast(calendar, order, now, { ignoringStops }).day).toBe(
      nameOf(oracleForecast(order, now, ignoringStops, table), table),
    );
}

test('an order is charged, driven, explained, due, late, lit and forecast as the day-by-day oracle says, at any instant by any calendar', () => {
  const seen = new Set<Light>();
  fc.assert(
    fc.property(anyMoment, anyCounted, ({ order, now }, counted) => {
      compareClockAndLedger(order, now, counted);
      compareForecast(order, now, counted);
      const light = orderLight(counted.calendar, order, now);
      expect(light).toBe(oracleOrderLight(order, now, counted.table));
      seen.add(light);
    }),
    runs,
  );
  expect([...seen].sort()).toEqual(['DONE', 'ENDED', 'GREEN', 'PAUSED', 'RED', 'YELLOW']);
});
