import { on } from '@doudi/testing/clock/order-maker';
import type { PlannedStep } from '../../domain/plan.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { shippedCalendar as calendar } from '../../domain/shipped-calendar.ts';
import type { Step } from '../../domain/step.ts';
import { judgeStepEvent } from './judge-step-event.ts';
import { type Acting, stepActions } from './step-actions.ts';
import { openStep, type StepEvent } from './step-progress.ts';

const task = 'planning-conditions' as const;
const planned: PlannedStep = {
  code: 'planning',
  after: [],
  tasks: [
    {
      code: task, kind: 'review', department: 'NRP', budget: 5, papers: true, extendableBy: 10,
      consults: { departments: ['FRD'], days: 2 }, statutory: { days: 20, unit: 'working-day' },
    },
  ],
}; // prettier-ignore
const timing = { calendar, planned };
const now = on('2017-06-19');
const five = (day: string) => on(day, '17:00:00.000');

const person = (subject: string, roles: readonly string[], department?: string): Acting => ({
  subject, roles, department, isApplicant: false,
}); // prettier-ignore
const reviewer = person('p-1', ['reviewer'], 'NRP');
const supervisor = person('s-1', ['supervisor']);
const head = person('h-1', ['head'], 'NRP');
const enterprise: Acting = { subject: 'e-1', roles: ['enterprise'], isApplicant: true };

function after(...fields: object[]): Step {
  return fields.reduce<Step>(
    (step, one) => {
      const by = { subject: 'p-1', department: 'NRP' };
      const next = judgeStepEvent(timing, step, { task, by, at: now, ...one } as StepEvent);
      if (isRefusal(next)) throw new Error(next.refused);
      return next;
    },
    openStep(planned, on('2017-06-16')),
  );
}
const listed = (step: Step, who: Acting, at = now) =>
  Object.fromEntries(stepActions(timing, step, who, at).map(({ action, until }) => [action, until]));

const stop = { kind: 'request', request: { kind: 'stop', reason: 'hearing', lastDay: '2017-06-30' } };
const grant = { kind: 'decide-request', no: 2, verdict: 'grant', as: 'supervisor', by: { subject: 's-1' } };

test('a reviewer can do what acceptance ends until silence accepts, and an extension until the limit by law', () => {
  expect(listed(after(), reviewer)).toEqual({
    'accept-papers': five('2017-06-23'),
    'recommend-approval': null,
    'recommend-refusal': null,
    'recommend-not-accepting': five('2017-06-23'),
    'ask-supplement': five('2017-06-23'),
    'request-supplement': null,
    'request-stop': null,
    'request-extension': five('2017-07-14'),
    announce: null,
  });
});

test('a stop can be granted until its last day ends, and ended early until it is over', () => {
  expect(listed(after(stop), supervisor)).toEqual({ grant: five('2017-06-30') - 1, deny: null });
  expect(listed(after(stop, grant), reviewer)).toMatchObject({ 'end-stop': five('2017-06-30') - 1 });
  expect(listed(after(stop), reviewer)).not.toHaveProperty('grant');
});

test('an extension is granted by the head until the limit by law, and denied at any time', () => {
  const asked = after({ kind: 'request', request: { kind: 'extension' } });
  expect(listed(asked, head)).toEqual({ grant: five('2017-07-14'), deny: null });
  expect(listed(asked, head, five('2017-07-14'))).toEqual({ deny: null });
  expect(listed(asked, supervisor)).toEqual({});
});

test('a consulted department can give its opinion until its days are over', () => {
  expect(listed(after(), person('c-1', ['reviewer'], 'FRD'))).toEqual({ opine: five('2017-06-20') });
});

test('the applicant can supply what is asked for until the notice ends, and nobody else can', () => {
  const asked = after({ kind: 'ask-supplement', days: 10 });
  expect(listed(asked, enterprise)).toEqual({ supply: five('2017-07-03') });
  expect(listed(after(), enterprise)).toEqual({});
  expect(listed(asked, person('x-1', ['enterprise']))).toEqual({});
});
