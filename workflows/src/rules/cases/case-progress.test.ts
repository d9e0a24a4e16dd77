import { shippedCalendar as calendar } from '../../domain/shipped-calendar.ts';
import type { Case } from '../../domain/case.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { instantOf } from './test-case.ts';
import type { CaseAct, CaseEvent } from './case-events.ts';
import { judgeCaseEvent, withCaseMarks } from './case-progress.ts';
import { openCase, openFormerCase } from './open-case.ts';

// Monday 2017-07-03; the days after it are working days, too
const monday = instantOf('2017-07-03T10:00');
const walkIn = openCase({ openedAt: monday, way: 'counter', cause: 'papers' });
const late = openCase({
  openedAt: monday,
  way: 'timeout',
  cause: 'timeout',
  orderNo: 'O1',
  step: 'planning',
  lead: 'NRP',
});

type Said = CaseAct & { readonly by?: string; readonly at?: string };
const event = ({ by = 'p-1', at = '2017-07-03T11:00', ...act }: Said): CaseEvent => ({
  ...act,
  by,
  at: instantOf(at),
});

function after(one: Case, ...events: readonly CaseEvent[]): Case {
  return events.reduce((before, next) => {
    const taken = judgeCaseEvent(calendar, before, next);
    if (isRefusal(taken)) throw new Error(`${next.kind} is refused: ${taken.refused}`);
    return taken;
  }, one);
}
const refused = (one: Case, said: CaseEvent) => {
  const answer = judgeCaseEvent(calendar, one, said);
  return isRefusal(answer) ? answer.refused : 'taken';
};
const stands = (one: Case, at: string) => withCaseMarks(calendar, one, instantOf(at));

const settle = { kind: 'close', outcome: 'settled-by-coordination' } as const;
const promise = { party: 'NRP', deed: 'do', task: null, hours: 24 } as const;
const decide = { party: 'NRP', deed: 'decide-task', task: 'planning-conditions', hours: 24 } as const;
const cause: CaseEvent = {
  kind: 'cause',
  cause: 'task-overrun',
  task: 'planning-conditions',
  at: monday,
  by: 'clock',
};

test('a person starts at L0, a timeout and a transfer at L1', () => {
  const levels = (['counter', 'hotline', 'api', 'transfer', 'timeout'] as const).map(
    (way) => openCase({ openedAt: monday, way, cause: 'other' }).level,
  );
  expect(levels).toEqual(['L0', 'L0', 'L0', 'L1', 'L1']);
});

test.each([
  ['on the spot until 17:00 of the office day', walkIn, '2017-07-03T16:59:59.999', 'L0'],
  ['then at the lead department', walkIn, '2017-07-03T17:00', 'L1'],
  // reached at 17:00, so its day 0 is Tuesday: Wednesday, Thursday, Friday
  ['for three working days', walkIn, '2017-07-07T16:59:59.999', 'L1'],
  ['then at several departments', walkIn, '2017-07-07T17:00', 'L2'],
  // day 0 is Monday the 10th, five working days to the 17th
  ['for five working days, over a week-end', walkIn, '2017-07-17T16:59:59.999', 'L2'],
  ['then at the joint meeting', walkIn, '2017-07-17T17:00', 'L3'],
  ['for ten working days', walkIn, '2017-08-01T16:59:59.999', 'L3'],
  ['then with the leader of the city', walkIn, '2017-08-01T17:00', 'L4'],
  ['and no further', walkIn, '2018-03-01T10:00', 'L4'],
  ['a timeout has its day 0 on the day it came', late, '2017-07-06T16:59:59.999', 'L1'],
  ['and climbs on its third working day', late, '2017-07-06T17:00', 'L2'],
])('a case that nobody answers is %s', (_what, one, at, level) => {
  expect(stands(one, at).level).toBe(level);
});

test('who failed is on record with each level', () => {
  const asked = event({ kind: 'ask', department: 'EEB', day: '2017-07-07' as never, isPermit: false });
  const { failed } = stands(after(late, asked), '2017-07-14T10:00');
  expect(failed).toEqual([
    { level: 'L1', at: instantOf('2017-07-06T17:00'), because: 'level-over', who: ['NRP'] },
  ]);
  expect(stands(walkIn, '2017-07-03T17:00').failed[0]).toMatchObject({ who: ['fallback-officer'] });
});

test('a required-by instant shortens the level, raises one when it passes, and then no more', () => {
  const urgent = { ...late, requiredBy: instantOf('2017-07-05T09:00') };
  expect(stands(urgent, '2017-07-05T08:59').level).toBe('L1');
  const raised = stands(urgent, '2017-07-05T09:00');
  expect(raised).toMatchObject({ level: 'L2', failed: [{ because: 'required-by' }] });
  expect(stands(raised, '2017-07-12T16:59').level).toBe('L2');
  expect(stands({ ...late, requiredBy: instantOf('2017-07-20T09:00') }, '2017-07-06T17:00').level).toBe('L2');
});

test('the first contact is made on the office day of receipt, or is missing on record', () => {
  expect(stands(walkIn, '2017-07-03T16:59').contactMissedAt).toBeNull();
  expect(stands(walkIn, '2017-07-03T17:00').contactMissedAt).toBe(instantOf('2017-07-03T17:00'));
  const called = after(walkIn, event({ kind: 'act', action: 'called', at: '2017-07-03T16:59' }));
  expect(stands(called, '2017-07-04T10:00')).toMatchObject({ contactMissedAt: null, handler: 'p-1' });
  const noted = after(walkIn, event({ kind: 'act', action: 'noted' }));
  expect(stands(noted, '2017-07-04T10:00').contactMissedAt).not.toBeNull();
});

test('L4 wants a plan within three working days, and says when its day has passed', () => {
  const top = stands(walkIn, '2017-08-01T17:00');
  // day 0 is Wednesday the 2nd
  expect(stands(top, '2017-08-07T16:59').plan.missingAt).toBeNull();
  expect(stands(top, '2017-08-07T17:00').plan.missingAt).toBe(instantOf('2017-08-07T17:00'));
  const plan = event({ kind: 'plan', day: '2017-08-11' as never, at: '2017-08-03T10:00' });
  const planned = after(top, plan);
  expect(stands(planned, '2017-08-11T17:00').plan).toMatchObject({
    missingAt: null,
    missedAt: instantOf('2017-08-11T17:00'),
  });
  expect(refused(walkIn, event({ kind: 'plan', day: '2017-07-05' as never }))).toBe('no-plan-at-level');
});

test('a commitment runs in consecutive hours, nights included, and is in time at its last instant', () => {
  const promised = after(late, event({ kind: 'set-commitment', ...promise, at: '2017-07-03T20:00' }));
  const [{ no } = { no: 0 }] = promised.commitments;
  const keep = (at: string): CaseEvent => event({ kind: 'fulfil', no, party: 'NRP', by: 'p-9', at });
  expect(after(promised, keep('2017-07-04T20:00')).commitments[0]).toMatchObject({ brokenAt: null });
  expect(refused(promised, keep('2017-07-04T20:00:00.001'))).toBe('commitment-over');
  expect(stands(promised, '2017-07-04T20:01')).toMatchObject({
    level: 'L2',
    failed: [{ because: 'commitment-broken', who: ['NRP'] }],
  });
});

test('what is late is not settled before it is decided, except with a commitment', () => {
  const heard = after(late, cause);
  expect(refused(heard, event(settle))).toBe('late-not-decided');
  expect(refused(heard, event({ kind: 'close', outcome: 'cannot-by-law' }))).toBe('late-not-decided');
  expect(refused(heard, event({ kind: 'close', outcome: 'settled-conditionally' }))).toBe(
    'commitment-needed',
  );
  const decided: CaseEvent = { kind: 'decided', task: 'planning-conditions', at: monday + 1, by: 'step' };
  expect(refused(after(heard, decided), event(settle))).toBe('taken');
});

test('a case settled on a commitment opens again by itself when that is broken, one level up', () => {
  const settled = after(
    late,
    cause,
    event({ kind: 'close', outcome: 'settled-conditionally', commitment: decide }),
  );
  expect(settled.state).toBe('calling-back');
  const called = after(settled, event({ kind: 'call-back', result: 'satisfied', by: 'p-2' }));
  expect(called).toMatchObject({ state: 'committed', closedAt: null });
  expect(stands(called, '2017-07-05T10:00')).toMatchObject({
    ...{ state: 'open', level: 'L2', reopenings: 1, outcome: null },
    failed: [{ because: 'commitment-broken', who: ['NRP'] }],
  });
});

test('a commitment to decide is kept by the decision, however late it is heard of', () => {
  const promised = after(late, cause, event({ kind: 'set-commitment', ...decide }));
  const broken = stands(promised, '2017-07-04T11:01');
  expect(broken.commitments[0]?.brokenAt).not.toBeNull();
  const decided = (at: string): CaseEvent => ({
    kind: 'decided',
    task: 'planning-conditions',
    at: instantOf(at),
    by: 'step',
  });
  expect(after(broken, decided('2017-07-04T11:00')).commitments[0]).toMatchObject({ brokenAt: null });
  expect(after(broken, decided('2017-07-04T11:01')).commitments[0]?.keptAt).toBeNull();
});

test('"cannot by law" waits for a second person, who may disagree', () => {
  const proposed = after(walkIn, event({ kind: 'close', outcome: 'cannot-by-law' }));
  expect(proposed).toMatchObject({ state: 'confirming', answeredAt: null });
  expect(refused(proposed, event({ kind: 'confirm', agrees: true }))).toBe('same-person');
  const second = (agrees: boolean) => event({ kind: 'confirm', agrees, by: 'p-2' });
  expect(after(proposed, second(true))).toMatchObject({ state: 'calling-back', outcome: 'cannot-by-law' });
  expect(after(proposed, second(false))).toMatchObject({ state: 'open', outcome: null, proposedBy: null });
});

test('the call-back is made by somebody else, within three working days, three times at most', () => {
  const answered = after(walkIn, event(settle));
  const call = (result: 'satisfied' | 'not-satisfied' | 'not-reached', by = 'p-2') =>
    event({ kind: 'call-back', result, by });
  expect(refused(answered, call('satisfied', 'p-1'))).toBe('same-person');
  expect(stands(answered, '2017-07-06T16:59').callBack?.missedAt).toBeNull();
  expect(stands(answered, '2017-07-06T17:00').callBack?.missedAt).toBe(instantOf('2017-07-06T17:00'));
  const twice = after(answered, call('not-reached'), call('not-reached'));
  expect(twice).toMatchObject({ state: 'calling-back', callBack: { tries: 2, result: null } });
  expect(after(twice, call('not-reached'))).toMatchObject({
    state: 'closed',
    callBack: { result: 'not-reached' },
  });
});

test('"not satisfied" opens the case again once, one level up', () => {
  const unhappy = event({ kind: 'call-back', result: 'not-satisfied', by: 'p-2' });
  const again = after(walkIn, event(settle), unhappy);
  expect(again).toMatchObject({ state: 'open', level: 'L1', reopenings: 1, outcome: null });
  expect(after(again, event(settle), unhappy)).toMatchObject({ state: 'closed', level: 'L1', reopenings: 1 });
});

test('a red step raises the case of its late task; what is late again opens the answered one', () => {
  const red: CaseEvent = { kind: 'cause', cause: 'step-red', task: null, at: monday + 5, by: 'clock' };
  const raised = after(late, cause, red);
  expect(raised).toMatchObject({ level: 'L2', matters: [{ cause: 'task-overrun' }, { cause: 'step-red' }] });
  expect(refused(raised, red)).toBe('nothing-changes');
  const decided: CaseEvent = { kind: 'decided', task: 'planning-conditions', at: monday + 1, by: 'step' };
  const closed = after(
    late,
    cause,
    decided,
    event(settle),
    event({ kind: 'call-back', result: 'satisfied', by: 'p-2' }),
  );
  expect(closed.state).toBe('closed');
  expect(after(closed, { ...red, at: monday + 9e7 })).toMatchObject({
    state: 'open',
    reopenings: 1,
    level: 'L1',
  });
});

test('a cause that is told again is the same, also when it was decided since', () => {
  const cause: CaseEvent = { kind: 'cause', cause: 'step-red', task: null, at: monday, by: 'clock' };
  const decided = after(late, cause, { kind: 'decided', task: null, at: monday + 5, by: 'step' });
  expect(refused(decided, cause)).toBe('nothing-changes');
  expect(refused(decided, { ...cause, at: monday + 9 })).toBe('taken');
});

test('climbing ends when the step closes, and the case can then be closed', () => {
  const stepClosed: CaseEvent = { kind: 'decided', task: null, at: monday + 5, by: 'step' };
  const offered = after(late, cause, stepClosed);
  expect(stands(offered, '2017-09-01T10:00').level).toBe('L1');
  expect(refused(offered, event(settle))).toBe('taken');
});

test('lateness that a newer calendar takes back ends a case that came of nothing else', () => {
  const undone: CaseEvent = {
    kind: 'undone',
    cause: 'task-overrun',
    task: 'planning-conditions',
    at: monday + 9,
    by: 'calendar',
  };
  expect(after(late, cause, undone)).toMatchObject({ state: 'closed', outcome: 'no-longer-due' });
});

test('silence of a department that was asked counts, but never for a permit', () => {
  const ask = (isPermit: boolean) =>
    event({ kind: 'ask', department: 'EEB', day: '2017-07-04' as never, isPermit });
  const silent = stands(after(late, ask(false)), '2017-07-04T17:00');
  expect(silent.asked[0]).toMatchObject({ silentAt: instantOf('2017-07-04T17:00'), answeredAt: null });
  const permit = stands(after(late, ask(true)), '2017-07-14T17:00');
  expect(permit.failed.at(-1)).toMatchObject({ level: 'L2', who: ['NRP', 'EEB'] });
  expect(stands(after(late, ask(false)), '2017-07-14T17:00').failed.at(-1)).toMatchObject({ who: ['NRP'] });
});

test('outcomes that follow from something else are not chosen, and on the spot is only at L0', () => {
  expect(refused(walkIn, event({ kind: 'close', outcome: 'no-longer-due' }))).toBe('outcome-not-for-people');
  expect(refused(walkIn, event({ kind: 'close', outcome: 'merged' }))).toBe('outcome-not-for-people');
  expect(refused(late, event({ kind: 'close', outcome: 'withdrawn' }))).toBe('outcome-not-for-people');
  expect(refused(late, event({ kind: 'close', outcome: 'settled-on-the-spot' }))).toBe('not-on-the-spot');
  expect(refused(walkIn, event({ kind: 'close', outcome: 'settled-on-the-spot' }))).toBe('taken');
});

test('a case from before 2026-12 has no clock and closes without a call-back', () => {
  const former = openFormerCase({ openedAt: monday, orderNo: 'O1', step: 'planning' }, 0);
  expect(stands(former, '2018-01-01T10:00')).toEqual(former);
  expect(after(former, event(settle))).toMatchObject({ state: 'closed', outcome: 'settled-by-coordination' });
});
