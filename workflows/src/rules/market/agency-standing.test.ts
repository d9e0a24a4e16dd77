import { agencyEventKinds } from '../../domain/agency.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { agencyActions } from './agency-acts.ts';
import { agencyAsOf, agencyMark } from './agency-standing.ts';
import { after, approved, at, on } from './test-agency.ts';

const suspended = ['suspend', '2026-03-09 10:00', 1] as const;

test('an application is to be reviewed by 17:00 of the second working day, and waits on when it is not', () => {
  expect(after()).toMatchObject({ state: 'applied', dueAt: at('2026-03-04 17:00') });
  expect(agencyMark(after())).toBeNull();
  expect(agencyAsOf(after(), at('2026-06-01 10:00'))).toMatchObject({ state: 'applied' });
});

test('a public notice lists the agency at 17:00 of its third working day, not a millisecond before', () => {
  const onNotice = after(approved);
  expect(onNotice).toMatchObject({ state: 'on-notice', noticeEndsAt: at('2026-03-06 17:00'), dueAt: null });
  expect(agencyAsOf(onNotice, at('2026-03-06 17:00') - 1).state).toBe('on-notice');
  expect(agencyAsOf(onNotice, at('2026-03-06 17:00'))).toMatchObject({
    ...{ state: 'listed', changedAt: at('2026-03-06 17:00'), noticeEndsAt: null, events: 3 },
  });
});

test('an objection in the last millisecond of the notice counts, one at its end does not', () => {
  const end = at('2026-03-06 17:00');
  expect(on(after(approved), { kind: 'object', at: end - 1 })).toMatchObject({ openObjections: 1 });
  expect(on(after(approved), { kind: 'object', at: end })).toMatchObject({
    refused: 'agency-not-there',
    state: 'listed',
  });
});

test('an objection that nobody has decided holds the listing up; rejected late, the agency is listed at once', () => {
  const disputed = after(approved, ['object', '2026-03-06 16:59']);
  expect(agencyAsOf(disputed, at('2026-03-20 10:00')).state).toBe('on-notice');
  const end = at('2026-03-06 17:00');
  expect(on(disputed, { kind: 'object', at: end - 1 })).toMatchObject({ openObjections: 2 });
  expect(on(disputed, { kind: 'object', at: end })).toEqual({ refused: 'notice-over' });
  const rejected = after(approved, ['object', '2026-03-06 16:59'], ['overrule', '2026-03-09 11:00']);
  expect(agencyMark(rejected)).toEqual({ kind: 'list', at: at('2026-03-09 11:00') });
});

test('an objection that is rejected in time leaves the notice as long as it was', () => {
  const rejected = after(approved, ['object', '2026-03-04 10:00'], ['overrule', '2026-03-05 11:00']);
  expect(agencyMark(rejected)).toEqual({ kind: 'list', at: at('2026-03-06 17:00') });
});

test('an objection that is upheld refuses the application, which can be made again', () => {
  const refused = after(approved, ['object', '2026-03-04 10:00'], ['uphold', '2026-03-05 11:00']);
  expect(refused).toMatchObject({ state: 'refused', noticeEndsAt: null, openObjections: 0 });
  expect(on(refused, { kind: 'apply', at: at('2026-03-05 12:00') })).toMatchObject({ state: 'applied' });
});

test('nobody decides an objection that there is not', () => {
  for (const kind of ['uphold', 'overrule'] as const)
    expect(on(after(approved), { kind, at: at('2026-03-04 10:00') })).toEqual({
      refused: 'nothing-to-decide',
    });
});

test('a returned application is completed and reviewed anew', () => {
  const again = after(['return', '2026-03-03 10:00'], ['apply', '2026-03-05 10:00']);
  expect(again).toMatchObject({ state: 'applied', dueAt: at('2026-03-09 17:00') });
});

test.each([
  [1, '2026-04-09'],
  [6, '2026-09-09'],
])('a suspension of %i months lasts through the day of the same number', (months, through) => {
  expect(after(approved, ['suspend', '2026-03-09 10:00', months])).toMatchObject({
    ...{ state: 'suspended', suspendedThrough: through },
  });
});

test('a suspension does not end by itself without an accepted repair', () => {
  expect(agencyAsOf(after(approved, suspended), at('2027-01-01 10:00')).state).toBe('suspended');
});

test('after an accepted repair it ends at 24:00 of its last day, not a millisecond before', () => {
  const repaired = after(
    ...[approved, suspended, ['want-repair', '2026-03-10 10:00'] as const],
    ...[['hand-in-repair', '2026-03-12 10:00'] as const, ['accept-repair', '2026-03-13 10:00'] as const],
  );
  expect(repaired).toMatchObject({ state: 'suspended', repair: 'accepted' });
  expect(agencyAsOf(repaired, at('2026-04-10 00:00') - 1).state).toBe('suspended');
  expect(agencyAsOf(repaired, at('2026-04-10 00:00'))).toMatchObject({
    ...{ state: 'listed', changedAt: at('2026-04-10 00:00'), suspendedThrough: null, repair: null },
  });
});

test('a repair that is accepted after the last day lists the agency at once', () => {
  const repaired = after(...[approved, suspended, ['hand-in-repair', '2026-04-20 10:00'] as const], [
    'accept-repair',
    '2026-04-21 10:00',
  ]);
  expect(agencyMark(repaired)).toEqual({ kind: 'restore', at: at('2026-04-21 10:00') });
});

test('a suspended agency that had no end is listed as soon as its repair is accepted', () => {
  const fromTheStart = { ...after(approved, suspended), suspendedThrough: null };
  const handedIn = on(fromTheStart, { kind: 'hand-in-repair', at: at('2026-03-10 10:00') });
  if (isRefusal(handedIn)) throw new Error('refused');
  const accepted = on(handedIn, { kind: 'accept-repair', at: at('2026-03-11 10:00') });
  expect(accepted).toMatchObject({ repair: 'accepted', suspendedThrough: null });
  expect(agencyMark(accepted as typeof handedIn)).toEqual({ kind: 'restore', at: at('2026-03-11 10:00') });
});

test('a repair is judged within two working days, and handed in again when it is returned', () => {
  const handedIn = after(approved, suspended, ['hand-in-repair', '2026-03-12 10:00']);
  expect(handedIn).toMatchObject({ state: 'repairing', repair: 'handed-in', dueAt: at('2026-03-16 17:00') });
  expect(on(handedIn, { kind: 'hand-in-repair', at: at('2026-03-12 11:00') })).toEqual({
    ...{ refused: 'repair-not-there', repair: 'handed-in' },
  });
  const returned = on(handedIn, { kind: 'return-repair', at: at('2026-03-13 10:00') });
  expect(returned).toMatchObject({ state: 'repairing', repair: 'wanted', dueAt: null });
});

test('of two suspensions the later end holds, and what was repaired counts no more', () => {
  const twice = after(approved, ['suspend', '2026-03-09 10:00', 6], ['suspend', '2026-03-10 10:00', 1]);
  expect(twice).toMatchObject({ suspendedThrough: '2026-09-09' });
  const longer = after(
    ...[approved, suspended, ['hand-in-repair', '2026-03-10 10:00'] as const],
    ...[['accept-repair', '2026-03-11 10:00'] as const, ['suspend', '2026-03-12 10:00', 2] as const],
  );
  expect(longer).toMatchObject({ suspendedThrough: '2026-05-12', repair: null });
});

test('a delisted agency applies again on the day after 12 months, not on the last of them', () => {
  const delisted = after(approved, ['delist', '2026-03-09 10:00']);
  expect(delisted).toMatchObject({ state: 'delisted', barredThrough: '2027-03-09' });
  expect(on(delisted, { kind: 'apply', at: at('2027-03-10 00:00') - 1 })).toEqual({
    ...{ refused: 'agency-barred', mayApplyFrom: '2027-03-10' },
  });
  expect(on(delisted, { kind: 'apply', at: at('2027-03-10 00:00') })).toMatchObject({
    ...{ state: 'applied', barredThrough: null },
  });
});

test('a warned agency can be warned again, restored and suspended', () => {
  const warned = after(approved, ['warn', '2026-03-09 10:00']);
  for (const [kind, state] of [
    ['warn', 'warned'],
    ['restore', 'listed'],
    ['suspend', 'suspended'],
  ] as const)
    expect(on(warned, { kind, at: at('2026-03-09 11:00') })).toMatchObject({ state });
});

test('qualifications leave the standing as it is, but count as events', () => {
  const listed = agencyAsOf(after(approved), at('2026-03-09 10:00'));
  const asked = on(listed, { kind: 'ask-qualification', at: at('2026-03-09 10:00') });
  expect(asked).toEqual({ ...listed, events: listed.events + 1 });
});

test('an event is never earlier than the one before it', () => {
  const warned = after(approved, ['warn', '2026-03-09 10:00']);
  const early = on(warned, { kind: 'delist', at: at('2026-03-08 10:00') });
  expect(early).toMatchObject({ changedAt: at('2026-03-09 10:00'), barredThrough: '2027-03-09' });
});

test('nothing is open to anybody but the application once an agency is delisted', () => {
  const delisted = after(approved, ['delist', '2026-03-09 10:00']);
  const open = (when: string) =>
    (['agency', 'supervisor', 'anyone', 'market'] as const).flatMap((side) =>
      agencyActions(delisted, side, at(when)).map(({ kind }) => kind),
    );
  expect([open('2026-12-01 10:00'), open('2027-03-10 00:00')]).toEqual([[], ['apply']]);
  const accepted = agencyEventKinds.filter(
    (kind) => !isRefusal(on(delisted, { kind, at: at('2026-12-01 10:00') })),
  );
  expect(accepted).toEqual([]);
});
