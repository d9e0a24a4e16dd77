import { orderClock } from './order-clock.ts';
import { orderLight } from './order-light.ts';
import { aPlan, on, orderMaker } from './order-maker.test.ts';
import { nextOrderMark } from './order-marks.ts';
import { orderProgress } from './order-progress.ts';
import { calendar } from './scenarios.test.ts';

function finishedOrder() {
  const maker = orderMaker(aPlan('80'), on('2017-06-16'));
  for (let week = 1; maker.openSteps().length > 0; week++)
    for (const code of maker.openSteps()) {
      const at = on('2017-06-16') + week * 7 * 86_400_000;
      maker.hand(code, at - 86_400_000, 'OWNER');
      maker.finish(code, at);
    }
  return maker.order();
}

/** Milliseconds of processor time one call takes, on average of the best of some batches. */
function costMs(call: () => unknown): number {
  const batches = Array.from({ length: 10 }, () => {
    const before = process.cpuUsage();
    for (let i = 0; i < 20; i++) call();
    return process.cpuUsage(before).user / 1000 / 20;
  });
  return Math.min(...batches);
}

test('a finished order is replayed in less than a millisecond', () => {
  const order = finishedOrder();
  const end = order.closedAt ?? 0;
  expect(costMs(() => [orderClock(calendar, order, end), orderLight(calendar, order, end)])).toBeLessThan(1);
});

test('the next mark of a running order is found in less than 5 ms, and its progress read in less than 5', () => {
  const order = finishedOrder();
  const at = on('2017-07-12'); // running
  expect(costMs(() => nextOrderMark(calendar, order, at))).toBeLessThan(5);
  expect(costMs(() => orderProgress(calendar, order, at))).toBeLessThan(5);
});
