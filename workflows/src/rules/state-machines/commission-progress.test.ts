import { type Commission, type CommissionEvent, milestones } from '../../domain/commission.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { commissionProgress, openCommission } from './commission-progress.ts';

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
