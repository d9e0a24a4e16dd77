import { on } from '@doudi/testing/clock/order-maker';
import { calendar } from '@doudi/testing/clock/random-orders';
import type { Day } from '../../domain/calendar.ts';
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

const playOn = (from: Step, events: readonly StepEvent[]): Step =>
  events.reduce((step, event) => {
    const next = stepProgress(step, event);
    if (isRefusal(next)) throw new Error(next.refused);
    return next;
  }, from);
const play = (...events: StepEvent[]): Step => playOn(opened, events);
const statuses = (step: Step, withOrder = false, isRevoked = false) =>
  step.tasks.map((task) => nationalStatus(step, task, { withOrder, isRevoked }));

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
  ['withdrawn', [ended('2017-06-19', 'withdrawn')], [14, null]],
  ['withdrawn before an agency was hired', [...approved, ended('2017-06-21', 'withdrawn')], [11, 2]],
])('the national status: %s', (_name, events, expected) => {
  expect(statuses(play(...events))).toEqual(expected);
});

test('a task that ended because its order did was not refused itself', () => {
  expect(statuses(play(review('2017-06-19'), ended('2017-06-20', 'refused')), true)).toEqual([14, null]);
});

test('of a step that was approved the result that was taken back is revoked; what is open or ended otherwise is not', () => {
  const isRevoked = true;
  expect(statuses(play(...approved), false, isRevoked)).toEqual([15, 1]);
  expect(statuses(play(review('2017-06-19'), check('2017-06-20', 'refuse')), false, isRevoked)).toEqual([
    13,
    null,
  ]);
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

describe('a review of papers', () => {
  const [task] = planned.tasks;
  const ofPapers: PlannedStep = { ...planned, tasks: task ? [{ ...task, papers: true }] : [] };
  const about = { task: 'planning-conditions', by: { subject: 'p-2003', department: 'NRP' } } as const;
  const accept = (day: string) => ({ ...about, kind: 'accept-papers' as const, at: on(day) });
  const ask = (day: string) => ({ ...about, kind: 'ask-supplement' as const, days: 10, at: on(day) });
  const supply = (day: string) => ({
    ...about,
    kind: 'supply' as const,
    at: on(day),
    by: { subject: 'p-1101' },
  });
  const notAccept = {
    ...about,
    kind: 'review' as const,
    opinion: 'not-accept' as const,
    at: on('2017-06-19'),
  };
  const stop = {
    ...about,
    ...({ kind: 'request', at: on('2017-06-20') } as const),
    request: { kind: 'stop', reason: 'hearing', lastDay: '2017-06-30' as Day } as const,
  };
  const grant = {
    ...({ task: 'planning-conditions', kind: 'decide-request', verdict: 'grant', as: 'supervisor' } as const),
    ...{ no: 3, at: on('2017-06-21'), by: { subject: 'p-1401' } },
  };
  const endStop = { ...about, kind: 'end-stop' as const, at: on('2017-06-23') };

  test.each<[string, StepEvent[], number]>([
    ['is received', [], 1],
    ['is accepted', [accept('2017-06-19')], 3],
    ['waits for a supplement', [ask('2017-06-19')], 6],
    ['is accepted with the last paper', [ask('2017-06-19'), supply('2017-06-20')], 3],
    ['is at work', [accept('2017-06-19'), review('2017-06-19')], 8],
    ['is stopped by law', [accept('2017-06-19'), stop, grant], 9],
    ['goes on after a stop', [accept('2017-06-19'), stop, grant, endStop], 10],
    ['is not accepted', [notAccept, { ...check('2017-06-20', 'approve'), verdict: 'not-accept' }], 5],
    ['is taken back before it was accepted', [ended('2017-06-19', 'withdrawn')], 2],
    ['is withdrawn after it was accepted', [accept('2017-06-19'), ended('2017-06-20', 'withdrawn')], 14],
  ])('%s', (_name, events, expected) => {
    expect(statuses(playOn(openStep(ofPapers, on('2017-06-16')), events))).toEqual([expected]);
  });
});
