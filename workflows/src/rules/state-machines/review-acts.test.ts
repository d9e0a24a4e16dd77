import { on, day } from '@doudi/testing/clock/order-maker';
import type { PlannedStep } from '../../domain/plan.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { shippedCalendar as calendar } from '../../domain/shipped-calendar.ts';
import type { Actor, Step } from '../../domain/step.ts';
import { stepClock } from '../step-clock/clock.ts';
import { judgeStepEvent } from './judge-step-event.ts';
import { openStep, openTaskOf, type StepEvent } from './step-progress.ts';

const task = 'planning-conditions' as const;
const planned: PlannedStep = {
  code: 'planning',
  after: [],
  tasks: [
    {
      code: task, kind: 'review', department: 'NRP', budget: 5, papers: true, extendableBy: 10,
      consults: { departments: ['FRD', 'EEB'], days: 2 }, statutory: { days: 20, unit: 'working-day' },
    },
    { code: 'scheme-review', kind: 'review', department: 'NRP', budget: 7 },
  ],
}; // prettier-ignore
const timing = { calendar, planned };

const reviewer: Actor = { subject: 'p-1', department: 'NRP' };
const checker: Actor = { subject: 'p-2', department: 'NRP' };
const supervisor: Actor = { subject: 's-1', department: 'ASC' };
const enterprise: Actor = { subject: 'e-1' };

type Fields = { readonly kind: StepEvent['kind'] } & Readonly<Record<string, unknown>>;
/** An act on the first task, by its reviewer unless it says otherwise. */
const act = (at: number, fields: Fields, by = reviewer) => ({ task, by, at, ...fields }) as StepEvent;
const review = (at: number, opinion = 'approve') => act(at, { kind: 'review', opinion });
const check = (at: number, verdict = 'approve', by = checker) => act(at, { kind: 'check', verdict }, by);
const ask = (at: number) => act(at, { kind: 'ask-supplement', days: 10 });
const supply = (at: number) => act(at, { kind: 'supply' }, enterprise);
const request = (at: number, asked: object) => act(at, { kind: 'request', request: asked });
const stop = (at: number, lastDay: string) => request(at, { kind: 'stop', reason: 'hearing', lastDay });
const decide = (at: number, no: number, by = supervisor, verdict = 'grant', as = 'supervisor') =>
  act(at, { kind: 'decide-request', no, verdict, as }, by);
const extend = (at: number, no: number, by: Actor, as = 'head') => decide(at, no, by, 'grant', as);

const friday = on('2017-06-16');
const [monday, tuesday] = [on('2017-06-19'), on('2017-06-20')];

/** The step opened on a Friday, after these acts, all of which are accepted. */
function after(...events: StepEvent[]): Step {
  return events.reduce(
    (step, event) => {
      const next = judgeStepEvent(timing, step, event);
      if (isRefusal(next)) throw new Error(`${event.kind} is refused: ${next.refused}`);
      return next;
    },
    openStep(planned, friday),
  );
}
const answer = (step: Step, event: StepEvent) => judgeStepEvent(timing, step, event);
const accepted = (step: Step) => openTaskOf(step)?.acceptance;
const supplied = () => after(ask(monday), supply(tuesday));

test('papers are accepted by an act, by an opinion, or with the last of those that were missing', () => {
  expect(accepted(after(act(monday, { kind: 'accept-papers' })))).toEqual({
    how: 'by-department',
    at: monday,
  });
  expect(accepted(after(review(monday)))).toEqual({ how: 'by-opinion', at: monday });
  expect(accepted(supplied())).toEqual({ how: 'by-last-paper', at: tuesday });
  expect(accepted(after(review(monday, 'not-accept')))).toBeNull();
});

test('refuses to accept papers twice', () => {
  expect(answer(supplied(), act(tuesday, { kind: 'accept-papers' }))).toEqual({
    refused: 'accepted-already',
  });
});

test('papers are not accepted by two people, and only before they are', () => {
  const step = after(review(monday, 'not-accept'));
  expect(answer(step, check(monday, 'not-accept'))).toMatchObject({
    outcome: 'not-accepted',
    closedAt: monday,
  });
  expect(answer(step, check(monday, 'approve'))).toEqual({ refused: 'acceptance-open' });
  expect(answer(step, check(monday, 'refuse'))).toEqual({ refused: 'acceptance-open' });
  expect(answer(supplied(), review(tuesday, 'not-accept'))).toEqual({ refused: 'accepted-already' });
  expect(answer(after(review(monday)), check(monday, 'not-accept'))).toEqual({ refused: 'accepted-already' });
});

test('silence through the fifth working day is acceptance, so that it is too late not to accept', () => {
  const step = after(review(monday, 'not-accept'));
  expect(answer(step, check(on('2017-06-23', '16:59:59.999'), 'not-accept'))).toMatchObject({ outcome: 'not-accepted' });
  expect(answer(step, check(on('2017-06-23', '17:00:00.000'), 'not-accept'))).toEqual({ refused: 'accepted-already' });
}); // prettier-ignore

test('a supplement is awaited from the enterprise until it is supplied', () => {
  expect(after(ask(monday)).ledger.at(-1)).toMatchObject({ at: monday, bucket: 'OWNER' });
  expect(supplied().ledger.at(-1)).toMatchObject({ at: tuesday, bucket: 'GOV' });
  expect(answer(after(ask(monday)), review(tuesday))).toEqual({ refused: 'waits-for-supplement' });
});

test('refuses a supplement after acceptance without leave', () => {
  expect(answer(supplied(), ask(tuesday))).toEqual({ refused: 'leave-needed' });
  expect(answer(after(act(monday, { kind: 'accept-papers' })), ask(monday))).toEqual({
    refused: 'leave-needed',
  });
  expect(answer(after(), ask(on('2017-06-26')))).toEqual({ refused: 'leave-needed' });
});

test('a second supplement is asked for by leave, and does not change when it was accepted', () => {
  const asked = after(ask(monday), supply(tuesday), request(tuesday, { kind: 'supplement', days: 12 }));
  expect(openTaskOf(asked)?.requests).toMatchObject([{ no: 4, kind: 'supplement', by: 'p-1' }]);
  const granted = answer(asked, decide(on('2017-06-21'), 4));
  expect(granted).toMatchObject({
    tasks: [{ state: 'supplementing', requests: [], acceptance: { how: 'by-last-paper', at: tuesday } }, {}],
  });
  expect(granted).toMatchObject({
    tasks: [{ supplements: [{}, { days: 12, isAfterAcceptance: true }] }, {}],
  });
});

test('refuses what is supplied without being asked for, or before it was', () => {
  expect(answer(after(), supply(monday))).toEqual({ refused: 'no-supplement-asked' });
  expect(answer(after(ask(tuesday)), supply(monday))).toEqual({ refused: 'no-supplement-asked' });
});

test('what was supplied in time is taken although it arrives late, what was not is refused', () => {
  const step = after(ask(monday), stop(on('2017-07-03'), '2017-07-31'), decide(on('2017-07-03'), 3));
  expect(answer(step, supply(on('2017-07-03', '16:59:59.999')))).toHaveProperty('tasks.0.state', 'reviewing');
  expect(answer(step, supply(on('2017-07-03', '17:00:00.000')))).toEqual({
    refused: 'too-late',
    until: on('2017-07-03', '17:00:00.000'),
  });
});

test('a stop excludes the days after its approval through its planned last day', () => {
  // Tuesday is the day of the approval; Wednesday, Thursday and Friday are excluded, Monday counts again
  const step = after(stop(monday, '2017-06-23'), decide(tuesday, 2));
  const later = answer(step, act(on('2017-06-26', '17:00:00.000'), { kind: 'announce', from: day('2017-06-27'), to: day('2017-07-03') })); // prettier-ignore
  expect(stepClock(calendar, later as Step, on('2017-06-26', '17:00:00.000')).buckets).toEqual({
    GOV: 3,
    AGENCY: 0,
    OWNER: 0,
    EXCLUDED: 3,
  });
});

test('refuses opinions and decisions while a stop runs, and says until when', () => {
  const step = after(stop(monday, '2017-06-23'), decide(tuesday, 2));
  const until = on('2017-06-23', '17:00:00.000') - 1;
  expect(answer(step, review(tuesday))).toEqual({ refused: 'stopped', until });
  expect(answer(step, ask(tuesday))).toEqual({ refused: 'stopped', until });
  expect(isRefusal(answer(step, review(until)))).toBe(false);
});

test('refuses a stop by its own requester, one whose end has passed, and an unknown request', () => {
  const step = after(stop(monday, '2017-06-20'));
  expect(answer(step, decide(monday, 2, reviewer))).toEqual({ refused: 'same-person' });
  expect(answer(step, decide(monday, 7))).toEqual({ refused: 'no-such-request' });
  expect(answer(step, decide(monday, 2, supervisor, 'grant', 'head'))).toEqual({
    refused: 'other-authority',
    needs: 'supervisor',
  });
  const late = on('2017-06-20', '17:00:00.000');
  expect(answer(step, decide(late, 2))).toEqual({ refused: 'end-has-passed', lastDay: '2017-06-20' });
  expect(answer(step, stop(late, '2017-06-20'))).toEqual({ refused: 'request-pending', no: 2 });
  expect(answer(after(), stop(late, '2017-06-20'))).toEqual({
    refused: 'end-has-passed',
    lastDay: '2017-06-20',
  });
});

test('a request that is denied is gone and changes nothing else', () => {
  const denied = after(stop(monday, '2017-06-23'), decide(tuesday, 2, supervisor, 'deny'));
  expect(denied).toMatchObject({ stops: [], tasks: [{ state: 'reviewing', requests: [] }, {}] });
  expect(denied.ledger).toHaveLength(1);
});

test('overlapping stops are ended together by hand, and none is ended that does not run', () => {
  const step = after(stop(monday, '2017-06-23'), decide(monday, 2), stop(monday, '2017-06-30'), decide(monday, 4)); // prettier-ignore
  const ended = answer(step, act(tuesday, { kind: 'end-stop' }));
  expect(ended).toMatchObject({ stops: [{ endedAt: tuesday }, { endedAt: tuesday }] });
  expect(answer(ended as Step, act(tuesday, { kind: 'end-stop' }))).toEqual({ refused: 'no-stop-runs' });
});

test('a stop outranks a supplement, which is supplied while it runs', () => {
  const step = after(ask(monday), stop(monday, '2017-06-23'), decide(monday, 3), supply(tuesday));
  expect(step.ledger.map(({ bucket }) => bucket)).toEqual(['GOV', 'OWNER', 'EXCLUDED', 'EXCLUDED']);
});

test('the limit by law is extended once, by the head of the department, before it has passed', () => {
  const head: Actor = { subject: 'h-1', department: 'NRP' };
  const asked = after(request(monday, { kind: 'extension' }));
  expect(answer(asked, extend(tuesday, 2, supervisor))).toEqual({
    refused: 'other-department',
    department: 'NRP',
  });
  expect(answer(asked, extend(tuesday, 2, head, 'supervisor'))).toEqual({
    refused: 'other-authority',
    needs: 'head',
  });
  const until = on('2017-07-14', '17:00:00.000');
  expect(answer(asked, extend(until, 2, head))).toEqual({ refused: 'too-late', until });
  expect(answer(after(), request(until, { kind: 'extension' }))).toEqual({ refused: 'too-late', until });
  const granted = answer(asked, extend(until - 1, 2, head)) as Step;
  expect(openTaskOf(granted)?.extension).toEqual({ days: 10, grantedAt: until - 1 });
  expect(answer(granted, request(until, { kind: 'extension' }))).toEqual({ refused: 'extended-already' });
});

test('refuses to extend where the plan allows none', () => {
  const step = after(review(monday), check(monday));
  const event = { ...request(tuesday, { kind: 'extension' }), task: 'scheme-review' } as StepEvent;
  expect(answer(step, event)).toEqual({ refused: 'not-extendable' });
});

test('a consulted department gives one opinion in its days, and nobody else does', () => {
  const opine = (at: number, department: string) =>
    act(at, { kind: 'opine', opinion: 'objection' }, { subject: 'c-1', department });
  expect(openTaskOf(after(opine(monday, 'FRD')))?.opinions).toEqual([
    { department: 'FRD', opinion: 'objection', by: 'c-1', at: monday },
  ]);
  expect(answer(after(opine(monday, 'FRD')), opine(tuesday, 'FRD'))).toEqual({ refused: 'opinion-given' });
  expect(answer(after(), opine(monday, 'HCB'))).toEqual({
    refused: 'not-consulted',
    consulted: ['FRD', 'EEB'],
  });
  const until = on('2017-06-20', '17:00:00.000');
  expect(answer(after(), opine(until, 'EEB'))).toEqual({ refused: 'too-late', until });
});

test("the days of a public notice are put on record and stay the department's", () => {
  const step = after(act(monday, { kind: 'announce', from: day('2017-06-20'), to: day('2017-06-26') }));
  expect(openTaskOf(step)?.publicNotice).toEqual({ from: '2017-06-20', to: '2017-06-26' });
  expect(step.ledger).toHaveLength(1);
});

const everyAct: readonly StepEvent[] = [
  review(tuesday), check(tuesday), act(tuesday, { kind: 'accept-papers' }), ask(tuesday), supply(tuesday),
  stop(tuesday, '2017-06-23'), decide(tuesday, 2), act(tuesday, { kind: 'end-stop' }),
  act(tuesday, { kind: 'opine', opinion: 'objection' }, { subject: 'c-1', department: 'FRD' }),
  act(tuesday, { kind: 'announce', from: day('2017-06-21'), to: day('2017-06-27') }),
]; // prettier-ignore

test.each(everyAct.map((event) => [event.kind, event] as const))('refuses to %s on a task that is done, and in a step that has closed', (_, event) => {
  const done = after(review(monday), check(monday));
  expect(answer(done, event)).toEqual({ refused: 'task-done' });
  const closed = after(review(monday), check(monday, 'refuse'));
  expect(answer(closed, event)).toEqual({ refused: 'step-closed', outcome: 'refused' });
}); // prettier-ignore

const ofDepartment = everyAct.filter(({ kind }) => !['supply', 'decide-request', 'opine'].includes(kind));

test.each(ofDepartment.map((event) => [event.kind, event] as const))('refuses to %s in another department', (_, event) => {
  expect(answer(after(), { ...event, by: { subject: 'p-9', department: 'HCB' } })).toEqual({
    refused: 'other-department', department: 'NRP',
  });
}); // prettier-ignore
