import { on } from '@doudi/testing/clock/order-maker';
import { calendar } from '@doudi/testing/clock/random-orders';
import type { PlannedStep } from '../../domain/plan.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Step } from '../../domain/step.ts';
import { openStep, type StepEvent, stepProgress } from '../state-machines/step-progress.ts';
import { nationalStatus, timeState } from './national-status.ts';

const planned: PlannedStep = {
  code: 'planning',
  after: [],
  tasks: [
    { code: 'planning-conditions', kind: 'review', department: 'NRP', budget: 5 },
    { code: 'scheme-design', kind: 'commission', category: 'DSN', budget: 4 },
  ],
};
const opened = openStep(planned, on('2017-06-16'));
const review = (day: string, subject = 'p-2003') => ({
  ...({ kind: 'review', task: 'planning-conditions', opinion: 'approve' } as const),
  ...{ at: on(day), by: { subject, department: 'NRP' } },
});
const check = (day: string, verdict: 'approve' | 'return' | 'refuse') => ({
  ...({ kind: 'check', task: 'planning-conditions', verdict } as const),
  ...{ at: on(day), by: { subject: 'p-3003', department: 'NRP' } },
});
const moved = (day: string, state: 'contracting' | 'working' | 'delivered' | 'accepted') => ({
  ...({ kind: 'commission', task: 'scheme-design', state } as const),
  ...{ at: on(day), by: { subject: 'p-1101' } },
});
const ended = (day: string, outcome: 'withdrawn' | 'refused') => ({
  ...({ kind: 'end', outcome } as const),
  ...{ at: on(day), by: { subject: 'p-1101' } },
});

function play(...events: StepEvent[]): Step {
  return events.reduce((step, event) => {
    const next = stepProgress(step, event);
    if (isRefusal(next)) throw new Error(next.refused);
    return next;
  }, opened);
}
const statuses = (step: Step, withOrder = false) =>
  step.tasks.map((task) => nationalStatus(step, task, { withOrder }));

const approved = [review('2017-06-19'), check('2017-06-20', 'approve')];

test.each<[string, StepEvent[], (number | null)[]]>([
  ['accepted as it opens', [], [3, null]],
  ['at work once an opinion is given', [review('2017-06-19')], [8, null]],
  ['at work when it came back', [review('2017-06-19'), check('2017-06-19', 'return')], [8, null]],
  ['approved; the next is received', approved, [11, 1]],
  [
    'an agency under contract is at work',
    [...approved, moved('2017-06-21', 'contracting'), moved('2017-06-21', 'working')],
    [11, 8],
  ],
  [
    'a result accepted',
    [
      ...approved,
      moved('2017-06-21', 'working'),
      moved('2017-06-22', 'delivered'),
      moved('2017-06-23', 'accepted'),
    ],
    [11, 11],
  ],
  ['refused', [review('2017-06-19'), check('2017-06-20', 'refuse')], [13, null]],
  ['withdrawn before anybody was at work', [ended('2017-06-19', 'withdrawn')], [2, null]],
  ['withdrawn later', [review('2017-06-19'), ended('2017-06-20', 'withdrawn')], [14, null]],
])('the national status: %s', (_name, events, expected) => {
  expect(statuses(play(...events))).toEqual(expected);
});

test('a task that ended because its order did was not refused itself', () => {
  expect(statuses(play(review('2017-06-19'), ended('2017-06-20', 'refused')), true)).toEqual([14, null]);
});

test('a stop shows while it runs, and as ended until something happens again', () => {
  const stop = { from: on('2017-06-19'), plannedEnd: on('2017-06-23'), endedAt: null };
  const stopped = { ...opened, stops: [stop] };
  expect(statuses(stopped)).toEqual([9, null]);
  const over = { ...opened, stops: [{ ...stop, endedAt: on('2017-06-21') }] };
  expect(statuses(over)).toEqual([10, null]);
  const next = stepProgress(over, review('2017-06-22'));
  expect(isRefusal(next) ? next : statuses(next)).toEqual([8, null]);
});

test.each([
  ['2017-06-20', '16:59:59.999', 1],
  ['2017-06-21', '16:59:59.999', 1],
  ['2017-06-21', '17:00:00.000', 2],
  ['2017-06-23', '16:59:59.999', 2],
  ['2017-06-23', '17:00:00.000', 3],
] as const)('a task of 5 days, due on 2017-06-23, is on %s %s in time state %i', (day, time, expected) => {
  expect(timeState(calendar, opened, opened.tasks[0]!, on(day, time))).toBe(expected);
});

test('a task decided in time stays in time, one decided late stays late, one that waits for the enterprise does not warn', () => {
  const record = (step: Step, day: string) => timeState(calendar, step, step.tasks[0]!, on(day));
  expect(record(play(...approved), '2017-09-01')).toBe(1);
  expect(record(play(review('2017-06-19'), check('2017-06-28', 'approve')), '2017-09-01')).toBe(3);
  const hiring = play(...approved);
  expect(timeState(calendar, hiring, hiring.tasks[1]!, on('2017-09-01'))).toBe(1);
});
