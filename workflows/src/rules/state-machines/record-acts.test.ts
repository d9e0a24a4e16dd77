import fc from 'fast-check';
import { on } from '@doudi/testing/clock/order-maker';
import type { Amendment, Claim, RecordedReview } from '../../domain/record-acts.ts';
import { recordActionsOpen } from './record-actions.ts';
import { claimSpan, judgeRecordAct, type RecordActor } from './record-acts.ts';

const opened = on('2017-06-19');
const later = on('2017-06-20');
const review = (some: Partial<RecordedReview> = {}): RecordedReview => ({
  ...{ department: 'NRP', openedAt: opened, isIssued: true, claims: [], amendments: [] },
  acts: [
    { no: 2, kind: 'accept-papers', at: opened, by: 'p-1' },
    { no: 3, kind: 'review', at: later, by: 'p-1' },
    { no: 4, kind: 'check', at: later, by: 'p-2' },
  ],
  ...some,
});
const claim = (verdict: Claim['verdict'], by = 'p-1'): Claim => ({ no: 7, event: 3, by, verdict });
const amendment = (kind: Amendment['kind'], verdict: Amendment['verdict'], by = 'p-1'): Amendment => ({
  ...{ no: 8, kind, by, verdict },
});
const person = (subject: string, roles: readonly string[], department?: string): RecordActor => ({
  ...{ subject, roles, department },
});
const reviewer = person('p-1', ['reviewer'], 'NRP');
const supervisor = person('s-1', ['supervisor']);
const head = person('h-1', ['head'], 'NRP');

test.each([
  ['an act of the department', review(), 3, undefined],
  ['an event that is no act of it', review(), 9, { refused: 'no-such-act', acts: [3, 4] }],
  ['an act of the instant of the opening', review(), 2, { refused: 'no-such-act', acts: [3, 4] }],
  ['what is claimed', review({ claims: [claim(null)] }), 3, { refused: 'claimed-already', no: 7 }],
  ['what was granted', review({ claims: [claim('grant')] }), 3, { refused: 'claimed-already', no: 7 }],
  ['what was denied', review({ claims: [claim('deny')] }), 3, undefined],
])('a claim about %s', (_name, record, event, expected) => {
  expect(judgeRecordAct('claim', record, { event }, reviewer)).toEqual(expected);
});

test('an act can have happened from the opening of its task to its instant on record, no longer included', () => {
  expect(claimSpan(review(), 3)).toEqual({ from: opened, until: later });
  expect(claimSpan(review({ openedAt: null }), 3)).toBeUndefined();
});

test.each([
  ['a result', review(), undefined],
  ['what is not issued', review({ isIssued: false }), { refused: 'not-issued' }],
  [
    'what waits for its head',
    review({ amendments: [amendment('correction', null)] }),
    { refused: 'amendment-pending', no: 8 },
  ],
  [
    'what was taken back',
    review({ amendments: [amendment('revocation', 'grant')] }),
    { refused: 'revoked-already' },
  ],
  ['what was not taken back', review({ amendments: [amendment('revocation', 'deny')] }), undefined],
  ['what was corrected', review({ amendments: [amendment('correction', 'grant')] }), undefined],
])('an amendment of %s', (_name, record, expected) => {
  expect(judgeRecordAct('amend', record, {}, reviewer)).toEqual(expected);
});

test('nobody decides what he proposed, and nothing is decided twice', () => {
  const decide = (one: Claim, who: RecordActor) =>
    judgeRecordAct('decide-claim', review(), { claim: one }, who);
  expect(decide(claim(null), supervisor)).toBeUndefined();
  expect(decide(claim(null, 's-1'), supervisor)).toEqual({ refused: 'same-person' });
  expect(decide(claim('deny'), supervisor)).toEqual({ refused: 'decided-already', verdict: 'deny' });
  const own = { amendment: amendment('revocation', null, 'h-1') };
  expect(judgeRecordAct('decide-amendment', review(), own, head)).toEqual({ refused: 'same-person' });
});

test.each([
  ['claim', { event: 3 }, supervisor, 'other-authority'],
  ['claim', { event: 3 }, person('p-3', ['reviewer'], 'FRD'), 'other-department'],
  ['decide-claim', { claim: claim(null) }, head, 'other-authority'],
  ['amend', {}, head, 'other-authority'],
  ['amend', {}, person('p-3', ['checker'], 'FRD'), 'other-department'],
  ['decide-amendment', { amendment: amendment('correction', null) }, supervisor, 'other-authority'],
  [
    'decide-amendment',
    { amendment: amendment('correction', null) },
    person('h-2', ['head'], 'FRD'),
    'other-department',
  ],
] as const)('%s of %o is not for %o', (kind, act, who, refused) => {
  expect(judgeRecordAct(kind, review(), act as never, who)).toMatchObject({ refused });
});

const subjects = fc.constantFrom('p-1', 's-1', 'h-1');
const verdicts = fc.constantFrom(null, 'grant' as const, 'deny' as const);
const anyReview = fc.record({
  department: fc.constant('NRP' as const),
  openedAt: fc.constantFrom(null, opened),
  isIssued: fc.boolean(),
  acts: fc.subarray([...review().acts]),
  claims: fc.array(
    fc.record({ no: fc.constant(7), event: fc.constantFrom(2, 3, 4), by: subjects, verdict: verdicts }),
    { maxLength: 1 },
  ),
  amendments: fc.array(
    fc.record({
      ...{ no: fc.constant(8), by: subjects, verdict: verdicts },
      kind: fc.constantFrom('correction' as const, 'revocation' as const),
    }),
    { maxLength: 1 },
  ),
});
const anybody = fc.record({
  subject: subjects,
  roles: fc.subarray(['reviewer', 'checker', 'head', 'supervisor', 'enterprise']),
  department: fc.constantFrom(undefined, 'NRP', 'FRD'),
});

test('what is listed is accepted, and what is not is refused', () => {
  fc.assert(
    fc.property(anyReview, anybody, (record, who) => {
      const listed = new Set(recordActionsOpen(record, who).map(({ action }) => action));
      const accepted = new Set([
        ...(record.acts.some(({ no }) => !judgeRecordAct('claim', record, { event: no }, who))
          ? ['claim']
          : []),
        ...(judgeRecordAct('amend', record, {}, who) ? [] : ['correct', 'revoke']),
        ...record.claims.flatMap((one) =>
          judgeRecordAct('decide-claim', record, { claim: one }, who) ? [] : ['grant', 'deny'],
        ),
        ...record.amendments.flatMap((one) =>
          judgeRecordAct('decide-amendment', record, { amendment: one }, who) ? [] : ['grant', 'deny'],
        ),
      ]);
      expect(listed).toEqual(accepted);
    }),
  );
});
