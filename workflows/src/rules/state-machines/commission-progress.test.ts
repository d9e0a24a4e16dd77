import fc from 'fast-check';
import { type Commission, type CommissionEvent, milestones } from '../../domain/commission.ts';
import { isRefusal } from '../../domain/refusal.ts';
import {
  commissionActions,
  commissionProgress,
  openCommission,
  type CommissionSide,
} from './commission-progress.ts';

const agencyNo = 'A016';
const event = (kind: CommissionEvent['kind'], at = 10): CommissionEvent => ({ kind, at, agencyNo });

/** What a run of milestones makes of a fresh commission; throws at the first refusal. */
function after(...kinds: CommissionEvent['kind'][]): Commission {
  return kinds.reduce((commission, kind) => {
    const next = commissionProgress(commission, event(kind));
    if (isRefusal(next)) throw new Error(`${kind} is refused`);
    return next;
  }, openCommission(0));
}

test('the direct way runs from briefing over contract, work and delivery to acceptance', () => {
  const states = [after(), after('engage'), after('engage', 'sign'), after('engage', 'sign', 'deliver')];
  expect(states.map(({ state }) => state)).toEqual(['briefing', 'contracting', 'working', 'delivered']);
  expect(after('engage', 'sign', 'deliver', 'accept')).toMatchObject({
    state: 'accepted',
    agencyNo,
    events: 4,
  });
});

test('a returned result is worked on and delivered again', () => {
  expect(after('engage', 'sign', 'deliver', 'return')).toMatchObject({ state: 'working', deliveries: 1 });
  expect(after('engage', 'sign', 'deliver', 'return', 'deliver')).toMatchObject({ deliveries: 2 });
});

test('an agency that declines sets the enterprise free to engage another', () => {
  expect(after('engage', 'decline')).toMatchObject({ state: 'briefing', agencyNo: null });
});

test.each(['decline', 'sign'] as const)('refuses %s by an agency that is not engaged', (kind) => {
  const answer = commissionProgress(after('engage'), { kind, at: 10, agencyNo: 'A017' });
  expect(answer).toEqual({ refused: 'other-agency' });
});

test.each(milestones)('refuses %s once the result is accepted', (kind) => {
  expect(commissionProgress(after('engage', 'sign', 'deliver', 'accept'), event(kind))).toMatchObject({
    refused: 'commission-not-there',
    state: 'accepted',
  });
});

test('an event is never earlier than the one before it', () => {
  const signed = commissionProgress(after('engage'), event('sign', 5));
  expect(signed).toMatchObject({ changedAt: 10 });
});

test('what is listed for a side is accepted of it, what is listed for none is refused', () => {
  const sides: readonly CommissionSide[] = ['owner', 'agency', 'workflow'];
  const anEvent = fc.record({
    kind: fc.constantFrom(...milestones),
    at: fc.integer({ min: 0, max: 100 }),
    agencyNo: fc.constantFrom('A016', 'A017'),
  });
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 20 }), (events) => {
      let commission = openCommission(0);
      for (const next of [...events, event('accept')]) {
        const listed = sides.flatMap((side) => commissionActions(commission, side).map(({ kind }) => kind));
        expect(new Set(listed).size).toBe(listed.length);
        for (const kind of milestones) {
          const ofEngaged = { kind, at: next.at, agencyNo: commission.agencyNo ?? 'A016' };
          expect([kind, isRefusal(commissionProgress(commission, ofEngaged))]).toEqual([
            kind,
            !listed.includes(kind),
          ]);
        }
        const moved = commissionProgress(commission, next);
        if (!isRefusal(moved)) commission = moved;
      }
    }),
  );
});
