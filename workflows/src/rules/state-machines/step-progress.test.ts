import fc from 'fast-check';
import type { PlannedStep } from '../../domain/plan.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Step } from '../../domain/step.ts';
import { openStep, openTaskOf, type StepEvent, stepProgress } from './step-progress.ts';

const planned: PlannedStep = {
  code: 'planning',
  after: ['project-initiation'],
  tasks: [
    { code: 'planning-conditions', kind: 'review', department: 'NRP', budget: 5 },
    { code: 'scheme-design', kind: 'commission', category: 'DSN', budget: 16 },
  ],
};
const reviewer = { subject: 'p-1', department: 'NRP' };
const checker = { subject: 'p-2', department: 'NRP' };
const task = 'planning-conditions' as const;
const review: StepEvent = { kind: 'review', task, by: reviewer, at: 10, opinion: 'approve' };
const check = (verdict: 'approve' | 'return' | 'refuse', by = checker): StepEvent => ({
  kind: 'check',
  task,
  by,
  at: 20,
  verdict,
});
const moved = (state: 'contracting' | 'working' | 'delivered' | 'accepted', at = 30): StepEvent => ({
  kind: 'commission',
  task: 'scheme-design',
  by: { subject: 'p-3' },
  at,
  state,
});

function after(...events: StepEvent[]): Step {
  return events.reduce(
    (step, event) => {
      const next = stepProgress(step, event);
      if (isRefusal(next)) throw new Error(`${event.kind} is refused: ${next.refused}`);
      return next;
    },
    openStep(planned, 0),
  );
}

test('a step opens with its first task in the hands of the reviewer', () => {
  expect(openTaskOf(after())).toMatchObject({ code: task, state: 'reviewing', openedAt: 0 });
  expect(after().ledger).toEqual([{ at: 0, bucket: 'GOV', task, event: 1, because: 'open' }]);
});

test('one reviews, another checks; the next task opens at the very instant', () => {
  const step = after(review, check('approve'));
  expect(step.tasks[0]).toMatchObject({ state: 'done', closedAt: 20 });
  expect(step.tasks[1]).toMatchObject({ state: 'briefing', openedAt: 20 });
  expect(step.ledger.at(-1)).toMatchObject({
    at: 20,
    bucket: 'OWNER',
    task: 'scheme-design',
    because: 'approve',
  });
});

test('refuses a check by the reviewer', () => {
  expect(stepProgress(after(review), check('approve', reviewer))).toEqual({ refused: 'same-person' });
});

test('refuses a person of another department', () => {
  const stranger = { subject: 'p-9', department: 'HCB' };
  expect(stepProgress(after(review), check('approve', stranger))).toEqual({
    refused: 'other-department',
    department: 'NRP',
  });
});

test('refuses a second review, a check before the review, and a second decision on one task', () => {
  expect(stepProgress(after(review), review)).toEqual({ refused: 'waits-for-check' });
  expect(stepProgress(after(), check('approve'))).toEqual({ refused: 'waits-for-review' });
  expect(stepProgress(after(review, check('approve')), check('approve'))).toEqual({ refused: 'task-done' });
});

test('refuses a task that has not opened, one of another kind, and one the step does not have', () => {
  expect(stepProgress(after(), moved('contracting'))).toEqual({ refused: 'task-not-open' });
  const asReview: StepEvent = { ...review, task: 'scheme-design' };
  expect(stepProgress(after(review, check('approve')), asReview)).toEqual({ refused: 'other-kind-of-task' });
  expect(stepProgress(after(), { ...review, task: 'fire-review' })).toEqual({ refused: 'no-such-task' });
});

test('a returned task goes back to any reviewer of the department', () => {
  const step = after(review, check('return'));
  expect(openTaskOf(step)).toMatchObject({ state: 'reviewing', reviewer: null, opinion: null });
  expect(stepProgress(step, { ...review, by: checker, at: 30 })).not.toHaveProperty('refused');
});

test('a refusal closes the step and what is open in it', () => {
  const step = after(review, check('refuse'));
  expect(step).toMatchObject({ outcome: 'refused', closedAt: 20 });
  expect(step.tasks[0]).toMatchObject({ state: 'closed', closedAt: 20 });
});

test('a commission changes hands between enterprise and agency, and its acceptance ends the step', () => {
  const events = [
    review,
    check('approve'),
    moved('contracting'),
    moved('working', 40),
    moved('delivered', 50),
  ];
  expect(after(...events).ledger.map(({ bucket }) => bucket)).toEqual([
    'GOV',
    'GOV',
    'OWNER',
    'OWNER',
    'AGENCY',
    'OWNER',
  ]);
  expect(after(...events, moved('accepted', 60))).toMatchObject({ outcome: 'approved', closedAt: 60 });
});

test('an ended order closes the step at its instant; after that nothing is taken', () => {
  const end: StepEvent = { kind: 'end', by: { subject: 'order' }, at: 15, outcome: 'withdrawn' };
  expect(after(review, end)).toMatchObject({ outcome: 'withdrawn', closedAt: 15 });
  expect(stepProgress(after(review, end), check('approve'))).toEqual({
    refused: 'step-closed',
    outcome: 'withdrawn',
  });
});

test('no event is earlier than the last line of the ledger, whatever instant it claims', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 5, maxLength: 5 }), (at) => {
      const kinds = [review, check('approve'), moved('contracting'), moved('working'), moved('delivered')];
      const { ledger } = after(...kinds.map((event, i) => ({ ...event, at: at[i] ?? 0 })));
      expect(ledger.map((line) => line.at)).toEqual(ledger.map((line) => line.at).toSorted((a, b) => a - b));
    }),
  );
});

test('every event has the next number, and every handover writes a line that bears it', () => {
  const step = after(review, check('approve'), moved('contracting'));
  expect(step.events).toBe(4);
  expect(step.ledger.map(({ event }) => event)).toEqual([1, 2, 3, 4]);
});
