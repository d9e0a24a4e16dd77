import {
  dayAccount,
  forecast,
  nextOrderMark,
  officeDay,
  orderDayAccount,
  orderProgress,
  shanghaiIso,
  shippedCalendar as calendar,
  stepLights,
  stepSegment,
  whatIf,
} from '@doudi/workflows';
import { finishedOrders } from '../tools/dist/replay/replay-orders.js';

// Prints every answer of the clock about some orders, as of instants all over their course; clock-time-zones.test.ts compares what it prints.

const dayMs = 86_400_000;
const answers = (order, now) => ({
  at: [shanghaiIso(now), officeDay(calendar, now)],
  progress: orderProgress(calendar, order, now),
  ledger: orderDayAccount(calendar, order, now),
  steps: order.steps.map((step) => [
    dayAccount(calendar, stepSegment(step), now),
    stepLights(calendar, step, now),
  ]),
  forecast: forecast(calendar, order, now, { ignoringStops: true }),
  mark: nextOrderMark(calendar, order, now),
  whatIf: whatIf(calendar, order, now, [{ kind: 'late', task: 'construction-permit', days: 3 }]),
});

for (const order of finishedOrders({ orders: 4, seed: 2026, calendar }))
  for (let now = order.receivedAt; now < order.closedAt + dayMs; now += 19.5 * dayMs)
    process.stdout.write(`${JSON.stringify(answers(order, Math.floor(now)))}\n`);
