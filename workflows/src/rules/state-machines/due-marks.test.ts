import { on } from '@doudi/testing/clock/order-maker';
import type { CounterRules } from '../../domain/counter.ts';
import type { PlannedStep } from '../../domain/plan.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { shippedCalendar as calendar } from '../../domain/shipped-calendar.ts';
import type { Step } from '../../domain/step.ts';
import { dueAt, nextDueMark, withDueMarks } from './due-marks.ts';
import { openStep, openTaskOf, type StepEvent, stepProgress } from './step-progress.ts';

const task = 'planning-conditions' as const;
const opened = (budget: number, counter: CounterRules = { papers: true }): Step => {
  const planned: PlannedStep = {
    code: 'planning',
    after: [],
    tasks: [{ code: task, kind: 'review', department: 'NRP', budget, ...counter }],
  };
  return openStep(planned, on('2017-06-16'));
};
const by = { subject: 'p-1', department: 'NRP' };
const five = (day: string) => on(day, '17:00:00.000');

function after(step: Step, ...fields: object[]): Step {
  return fields.reduce<Step>((before, one) => {
    const next = stepProgress(before, { task, by, ...one } as StepEvent);
    if (isRefusal(next)) throw new Error(next.refused);
    return next;
  }, step);
}
const ask = (at: number, days = 10) => ({ kind: 'ask-supplement', at, days });
const stopped = (step: Step, at: number, lastDay: string) =>
  after(
    step,
    { kind: 'request', at, request: { kind: 'stop', reason: 'hearing', lastDay } },
    {
      kind: 'decide-request',
      at,
      no: step.events + 1,
      verdict: 'grant',
      as: 'supervisor',
      by: { subject: 's-1' },
    },
  );

test.each([
  [1, '2017-06-19'],
  [5, '2017-06-23'],
  [10, '2017-06-23'],
])('papers of a task of %i days are accepted by silence at 17:00 of %s', (budget, day) => {
  expect(nextDueMark(calendar, opened(budget))).toEqual({ kind: 'deem-accepted', task, at: five(day) });
  expect(dueAt(calendar, opened(budget), five(day) - 1)).toBeNull();
  const step = withDueMarks(calendar, opened(budget), on('2017-08-01'));
  expect(openTaskOf(step)?.acceptance).toEqual({ how: 'by-silence', at: five(day) });
});

test('silence accepts nothing where there are no papers, what is accepted, and what waits for a supplement', () => {
  expect(nextDueMark(calendar, opened(5, {}))).toBeNull();
  expect(nextDueMark(calendar, after(opened(5), { kind: 'accept-papers', at: on('2017-06-19') }))).toBeNull();
  const asked = after(opened(5), ask(on('2017-06-19'), 30));
  expect(openTaskOf(withDueMarks(calendar, asked, on('2017-07-20')))?.acceptance).toBeNull();
});

test('an opinion that papers are not to be accepted does not break the silence', () => {
  const step = after(opened(5), { kind: 'review', at: on('2017-06-19'), opinion: 'not-accept' });
  expect(openTaskOf(withDueMarks(calendar, step, five('2017-06-23')))?.acceptance).toMatchObject({ how: 'by-silence' });
}); // prettier-ignore

test('a supplement lapses at 17:00 of the last of its working days, when nobody knows of a better', () => {
  const step = after(opened(5), ask(on('2017-06-19')));
  expect(nextDueMark(calendar, step)).toEqual({ kind: 'lapse', task, at: five('2017-07-03') });
  expect(dueAt(calendar, step, on('2017-08-01'))).toBeNull();
  expect(withDueMarks(calendar, step, on('2017-08-01'))).toBe(step);
  const lapsed = after(step, { kind: 'lapse', at: five('2017-07-03') });
  expect(lapsed).toMatchObject({ outcome: 'not-supplied', closedAt: five('2017-07-03') });
});

test('a stop is over in the last instant of its last day, which is still excluded', () => {
  const step = stopped(opened(5, {}), on('2017-06-19'), '2017-06-23');
  expect(nextDueMark(calendar, step)).toEqual({ kind: 'stop-over', task, at: five('2017-06-23') - 1 });
  const over = withDueMarks(calendar, step, on('2017-06-26'));
  expect(over.ledger.at(-1)).toMatchObject({ at: five('2017-06-23') - 1, bucket: 'GOV', because: 'resume' });
});

test('of overlapping stops each is over by itself, and the clock goes on with the last', () => {
  const both = stopped(stopped(opened(5, {}), on('2017-06-19'), '2017-06-30'), on('2017-06-20'), '2017-06-23');
  const first = withDueMarks(calendar, both, on('2017-06-26'));
  expect(first.stops.map(({ endedAt }) => endedAt)).toEqual([null, five('2017-06-23') - 1]);
  expect(first.ledger.at(-1)?.bucket).toBe('EXCLUDED');
  expect(withDueMarks(calendar, both, on('2017-07-03')).ledger.at(-1)?.bucket).toBe('GOV');
}); // prettier-ignore

test('a stop does not keep silence from accepting, nor a supplement from lapsing', () => {
  const silent = withDueMarks(calendar, stopped(opened(5), on('2017-06-19'), '2017-07-31'), five('2017-06-23'));
  expect(openTaskOf(silent)?.acceptance).toMatchObject({ how: 'by-silence' });
  const asked = stopped(after(opened(5), ask(on('2017-06-19'))), on('2017-06-20'), '2017-07-31');
  expect(nextDueMark(calendar, asked)).toMatchObject({ kind: 'lapse', at: five('2017-07-03') });
}); // prettier-ignore

test('nothing is due of a step that has closed', () => {
  const end: StepEvent = {
    kind: 'end',
    at: on('2017-06-19'),
    by: { subject: 'order' },
    outcome: 'withdrawn',
  };
  const ended = stepProgress(opened(5), end) as Step;
  expect(nextDueMark(calendar, ended)).toBeNull();
});
