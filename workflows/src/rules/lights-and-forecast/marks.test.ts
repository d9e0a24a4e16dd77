import fc from 'fast-check';
import type { Instant } from '../../domain/instant.ts';
import type { Order, Step } from '../../domain/step.ts';
import { orderClock } from '../order-clock/order-clock.ts';
import { anyMoment, anyStepMoment, calendar, fewerRuns } from '@doudi/testing/clock/random-orders';
import { orderAsOf, stepAsOf } from '../state-machines/as-of.ts';
import { nextOrderMark, orderLight } from './order-light.ts';
import { nextStepMark, stepLight } from './step-light.ts';

const hourMs = 3_600_000;

/** Every seventeen o'clock of forty days, just before and at it, and an instant between: a scan without any calendar. */
function* instantsAfter(after: Instant): Generator<Instant> {
  const first = Math.floor((after + 8 * hourMs) / (24 * hourMs)) * 24 * hourMs + 9 * hourMs;
  for (let day = 0; day < 40; day++)
    for (const offset of [-11 * hourMs, -1, 0]) {
      const at = first + day * 24 * hourMs + offset;
      if (at > after) yield at;
    }
}

function firstChange<T>(after: Instant, show: (at: Instant) => T): { at: Instant; shown: T } | null {
  const now = JSON.stringify(show(after));
  for (const at of instantsAfter(after)) {
    const shown = show(at);
    if (JSON.stringify(shown) !== now) return { at, shown };
  }
  return null;
}

const within = (after: Instant, at: Instant): boolean => at - after < 39 * 24 * hourMs;

test('the next mark of a step is where a scan of its light first finds another', () => {
  fc.assert(
    fc.property(anyStepMoment, ({ step: whole, now }) => {
      const step: Step = stepAsOf(whole, now);
      const mark = nextStepMark(calendar, whole, now);
      const found = firstChange(now, (at) => stepLight(calendar, step, at));
      if (found || (mark && within(now, mark.at)))
        expect(mark).toEqual({ at: found?.at, light: found?.shown });
    }),
    fewerRuns,
  );
});

const show = (order: Order, at: Instant) => {
  const { dueDay, driving } = orderClock(calendar, order, at);
  return { light: orderLight(calendar, order, at), dueDay, driving };
};

test('the next mark of an order is where a scan of light, due day and driver first finds another', () => {
  fc.assert(
    fc.property(anyMoment, ({ order: whole, now }) => {
      const order = orderAsOf(whole, now);
      const mark = nextOrderMark(calendar, whole, now);
      const found = firstChange(now, (at) => show(order, at));
      if (found || (mark && within(now, mark.at))) expect(mark).toEqual({ at: found?.at, ...found?.shown });
    }),
    fewerRuns,
  );
});
