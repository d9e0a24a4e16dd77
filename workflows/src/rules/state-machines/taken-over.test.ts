import { isRefusal } from '../../domain/refusal.ts';
import type { Carried } from '../../domain/carried.ts';
import type { Order } from '../../domain/step.ts';
import type { TaskCode } from '../../domain/tracks-and-steps.ts';
import { forecast } from '../lights-and-forecast/forecast.ts';
import { stepLight } from '../lights-and-forecast/step-light.ts';
import { orderClock } from '../order-clock/order-clock.ts';
import { withCarriedResults } from '../plan/carried-results.ts';
import { noDays } from '../step-clock/charging.ts';
import { stepClock } from '../step-clock/clock.ts';
import { playOrder } from '../what-if/play-order.ts';
import { whatIf } from '../what-if/what-if.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { aPlan, on } from '@doudi/testing/clock/order-maker';
import { calendar } from '@doudi/testing/clock/random-orders';
import { openStep, openTaskOf, stepProgress, takenOverSince } from './step-progress.ts';

/** Results of earlier orders that are taken over: their tasks are done as they open. */

const at = on('2017-06-16');
const { steps, budget } = aPlan('50');
const carrying = (...results: TaskCode[]): Carried => ({
  orderNo: 'O201706010001',
  results,
  buckets: noDays(),
});
/** A step of track 50 with these results, opened on 2017-06-16. */
function opened(code: (typeof steps)[number]['code'], ...results: TaskCode[]) {
  const planned = steps.find((step) => step.code === code);
  if (!planned) throw new Error(`no step ${code}`);
  return openStep(withCarriedResults(planned, carrying(...results)), at);
}

test('a task whose result is taken over is done as it opens, with an event of its own, and the next one opens', () => {
  const step = opened('planning', 'planning-conditions', 'scheme-design');
  expect(step.tasks).toMatchObject([
    { state: 'done', budget: 0, openedAt: at, closedAt: at },
    { state: 'done', budget: 0, openedAt: at, closedAt: at },
    { state: 'reviewing', budget: 5, openedAt: at, closedAt: null },
  ]);
  expect(step.events).toBe(3);
  expect(step.ledger.map(({ task, event, because }) => [task, event, because])).toEqual([
    ['planning-conditions', 1, 'open'],
    ['scheme-design', 2, 'carry'],
    ['scheme-review', 3, 'carry'],
  ]);
  expect(takenOverSince(null, step).map(({ code }) => code)).toEqual([
    'planning-conditions',
    'scheme-design',
  ]);
});

test('one behind a task that must be done is taken over at the instant that is decided', () => {
  const step = opened('project-initiation', 'order-meeting');
  expect(openTaskOf(step)?.code).toBe('record');
  const [by, decided] = [{ subject: 'p-1', department: 'DRC' }, on('2017-06-19')];
  const review = { kind: 'review', task: 'record', by, at: decided, opinion: 'approve' } as const;
  const reviewed = stepProgress(step, review);
  if (isRefusal(reviewed)) throw new Error(reviewed.refused);
  const check = {
    kind: 'check',
    task: 'record',
    by: { ...by, subject: 'p-2' },
    at: decided,
    verdict: 'approve',
  } as const;
  const closed = stepProgress(reviewed, check);
  if (isRefusal(closed)) throw new Error(closed.refused);
  expect(closed).toMatchObject({ closedAt: decided, outcome: 'approved', events: 4 });
  expect(takenOverSince(reviewed, closed).map(({ code }) => code)).toEqual(['order-meeting']);
  expect(takenOverSince(step, reviewed)).toEqual([]);
});

test('a step all of whose results are taken over closes as it opens, and takes no day', () => {
  const step = opened('project-initiation', 'record', 'order-meeting');
  expect(step).toMatchObject({ closedAt: at, outcome: 'approved', events: 3 });
  expect(stepLight(calendar, step, at)).toBe('DONE');
  expect(stepClock(calendar, step, on('2017-06-30'))).toMatchObject({
    used: 0,
    buckets: noDays(),
    isLate: false,
  });
});

test('an order goes on behind what it took over, and its permit is foreseen by what is left', () => {
  const plan = steps.map((step) =>
    withCarriedResults(step, carrying('record', 'order-meeting', 'scheme-design')),
  );
  const [initiation, planning] = plan;
  if (!initiation || !planning) throw new Error('no plan');
  const begun = [openStep(initiation, at), openStep(planning, at)];
  const order: Order = { receivedAt: at, closedAt: null, budget, plan, steps: begun };
  expect(orderClock(calendar, order, on('2017-06-20'))).toMatchObject({ driving: 'planning', used: 1 });
  // 50 days less the two of the initiation and the ten of the design
  expect(forecast(calendar, order, at).chain.at(-1)?.finish).toBe('2017-08-09');
  const played = playOrder(calendarIndex(calendar), order, { now: at, assumptions: [] });
  expect(orderClock(calendar, played, played.closedAt ?? at).used).toBe(38);
  expect(whatIf(calendar, order, at, [{ kind: 'late', task: 'scheme-design', days: 1 }])).toMatchObject({
    faults: [{ field: 'task', because: 'over-already' }],
  });
});

test('a plan without results is left as it is', () => {
  const [step] = steps;
  if (!step) throw new Error('no plan');
  expect(withCarriedResults(step, null)).toBe(step);
  expect(withCarriedResults(step, carrying())).toBe(step);
});
