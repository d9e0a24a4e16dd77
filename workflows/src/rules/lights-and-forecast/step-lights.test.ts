import fc from 'fast-check';
import type { PlannedStep } from '../../domain/plan.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { shippedCalendar as calendar } from '../../domain/shipped-calendar.ts';
import type { Step } from '../../domain/step.ts';
import { openStep, type StepEvent, stepProgress } from '../state-machines/step-progress.ts';
import { stepLight, stepLights } from './step-light.ts';

const at = (local: string) => Date.parse(`${local}+08:00`);
const planned: PlannedStep = {
  code: 'planning',
  after: [],
  tasks: [
    { code: 'planning-conditions', kind: 'review', department: 'NRP', budget: 5 },
    { code: 'scheme-design', kind: 'commission', category: 'DSN', budget: 4 },
  ],
};
const openedAt = at('2017-06-16T10:00:00'); // a Friday

function apply(step: Step, event: StepEvent): Step {
  const next = stepProgress(step, event);
  return isRefusal(next) ? step : next;
}

test('an untouched step turns yellow when its task is late or a third is left, then red, at 17:00:00.000 of the day before', () => {
  // due 2017-06-29 (9 days); yellow from the office day with 3 days left, or the day after the task was due (2017-06-23)
  expect(stepLights(calendar, openStep(planned, openedAt), at('2017-07-10T09:00:00'))).toEqual([
    { at: openedAt, light: 'GREEN' },
    { at: at('2017-06-23T17:00:00'), light: 'YELLOW' },
    { at: at('2017-06-29T17:00:00'), light: 'RED' },
  ]);
});

test('a milestone that comes late, with its own earlier instant, makes a later light untrue', () => {
  const by = { subject: 'p-1', department: 'NRP' };
  const task = 'planning-conditions' as const;
  const review: StepEvent = { kind: 'review', task, by, at: at('2017-06-19T09:00:00'), opinion: 'approve' };
  const other = { ...by, subject: 'p-2' };
  const check: StepEvent = {
    kind: 'check',
    task,
    by: other,
    at: at('2017-06-19T09:05:00'),
    verdict: 'approve',
  };
  const working: StepEvent = {
    kind: 'commission',
    task: 'scheme-design',
    by,
    at: at('2017-06-19T09:10:00'),
    state: 'working',
  };
  const delivered: StepEvent = { ...working, at: at('2017-06-23T16:59:00'), state: 'delivered' };
  const before = [review, check, working].reduce(apply, openStep(planned, openedAt));
  const now = at('2017-07-05T09:00:00');
  expect(stepLights(calendar, before, now).map(({ light }) => light)).toContain('RED');
  expect(stepLights(calendar, apply(before, delivered), now).at(-1)).toEqual({
    at: at('2017-06-23T16:59:00'),
    light: 'PAUSED',
  });
});

test('at every instant the last mark says what the light is', () => {
  const dayMs = 86_400_000;
  const instants = fc.array(fc.integer({ min: 0, max: 30 * dayMs }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 40 * dayMs }), (offsets, asked) => {
      const [a, b, c, d, e, f] = offsets.toSorted((x, y) => x - y).map((ms) => openedAt + ms);
      const by = (subject: string) => ({ subject, department: 'NRP' });
      const commission = (
        time: number | undefined,
        state: 'contracting' | 'working' | 'delivered' | 'accepted',
      ): StepEvent => ({
        ...{ kind: 'commission', task: 'scheme-design', by: by('p-3') },
        at: time ?? 0,
        state,
      });
      const step = [
        {
          kind: 'review',
          task: 'planning-conditions',
          by: by('p-1'),
          at: a,
          opinion: 'approve',
        } as StepEvent,
        { kind: 'check', task: 'planning-conditions', by: by('p-2'), at: b, verdict: 'approve' } as StepEvent,
        commission(c, 'contracting'),
        commission(d, 'working'),
        commission(e, 'delivered'),
        commission(f, 'accepted'),
      ].reduce(apply, openStep(planned, openedAt));
      const now = openedAt + asked;
      expect(stepLights(calendar, step, now).at(-1)?.light).toBe(stepLight(calendar, step, now));
    }),
    { numRuns: 300 },
  );
});
