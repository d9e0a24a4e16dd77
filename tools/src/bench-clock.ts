import { Command } from 'commander';
import {
  isWorkingDay,
  noMarks,
  orderDayAccount,
  orderProgress,
  shippedCalendar,
  stepMarks,
  whatIf,
  type Day,
  type Order,
} from '@doudi/workflows';
import { rateOf, type Rate } from './replay/rate-of.ts';
import { finishedOrders, replayOrder, type Replayed } from './replay/replay-orders.ts';
import { returnedStep } from './replay/returned-step.ts';
import { print } from '@doudi/stack';

new Command('npm run bench:clock')
  .description(
    'Measures the clock: ledgers explained, questions answered, orders replayed, beside a bare loop of isWorkingDay.',
  )
  .parse();

const calendar = shippedCalendar;
const days = calendar.off.concat(calendar.work);

/** One call: the measure of this machine, so that ratios can be compared between machines. */
let place = 0;
const bareDay = () => void isWorkingDay(calendar, days[(place = (place + 1) % days.length)] as Day);

const changesOf = ({ steps }: Order): number => steps.flatMap(({ ledger }) => ledger).length;

/** The first made-up order of track 80 with forty changes in its ledgers. */
function eightyDays() {
  for (const order of finishedOrders({ orders: 100_000, seed: 1, calendar }))
    if (order.track === '80' && changesOf(order) === 40) return order;
  throw new Error('no order of track 80 has forty changes');
}

const order = eightyDays();
const halfway = (order.receivedAt + order.closedAt) / 2;
const open = order.plan.find(({ code }) => code === 'construction-permit')?.tasks.at(-1)?.code ?? 'record';

const baseline = rateOf(bareDay);
const ledgers = rateOf(() => void orderDayAccount(calendar, order, order.closedAt));
const progress = rateOf(() => void orderProgress(calendar, order, halfway));
const questions = rateOf(
  () => void whatIf(calendar, order, halfway, [{ kind: 'late', task: open, days: 3 }]),
);

const decided = returnedStep(order.receivedAt, 140);
const marksAnew = rateOf(() => decided.forEach(({ at, step }) => void stepMarks(2, calendar, step, at)));
const marksOn = rateOf(() => {
  let marks = noMarks;
  for (const { at, step } of decided) marks = stepMarks(2, calendar, step, at, marks);
});

const orders = 10_000;
const begun = performance.now();
const replayed: Replayed[] = [];
const instead = { calendar, budgets: new Map([['drawing-review', 10] as const]) };
for (const finished of finishedOrders({ orders, seed: 1, calendar }))
  replayed.push(replayOrder(finished, calendar, { instead }));
const replaySeconds = (performance.now() - begun) / 1_000;

const inCalls = (rate: Rate) =>
  `one costs ${(baseline.perSecond / rate.perSecond).toFixed(0)} calls of isWorkingDay`;
const perSecond = (rate: Rate) =>
  `${Math.round(rate.perSecond)} per second (${(1_000 / rate.perSecond).toFixed(3)} ms)`;
const replays = { perSecond: orders / replaySeconds };

print(`isWorkingDay, the baseline: ${perSecond(baseline)}`);
print(
  `ledgers explained (an order of track 80, ${changesOf(order)} changes, ${orderDayAccount(calendar, order, order.closedAt).length} calendar days): ${perSecond(ledgers)}; ${inCalls(ledgers)}`,
);
print(`progress of the same order half way: ${perSecond(progress)}; ${inCalls(progress)}`);
print(
  `what-if questions answered on a running order of track 80: ${perSecond(questions)}; ${inCalls(questions)}`,
);
print(
  `marks of a step after each of ${decided.length} decisions: ${perSecond(marksOn)}; read from its opening each time, ${(marksOn.perSecond / marksAnew.perSecond).toFixed(0)} times as long`,
);
print(
  `what-if over ${replayed.length} finished orders, made and counted twice: ${replaySeconds.toFixed(2)} s, ${perSecond(replays)}; ${inCalls(replays)}`,
);
