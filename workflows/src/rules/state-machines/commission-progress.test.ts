import fc from 'fast-check';
import {
  type Commission,
  type CommissionEvent,
  type CommissionState,
  type Milestone,
  milestones,
  waysOfChoosing,
} from '../../domain/commission.ts';
import { isRefusal } from '../../domain/refusal.ts';
import {
  commissionActions,
  commissionProgress,
  openCommission,
  type CommissionSide,
} from './commission-progress.ts';

const agencyNo = 'A016';
type Given = Partial<CommissionEvent> & Pick<CommissionEvent, 'kind'>;
const event = (given: Milestone | Given): CommissionEvent => ({
  ...{ at: 10, agencyNo },
  ...(typeof given === 'string' ? { kind: given } : given),
});

/** What a run of events makes of a fresh commission; throws at the first refusal. */
function after(rulesVersion: 1 | 3, ...events: readonly (Milestone | Given)[]): Commission {
  return events.reduce(
    (commission: Commission, given) => {
      const next = commissionProgress(commission, event(given));
      if (isRefusal(next)) throw new Error(`${JSON.stringify(given)} is refused: ${next.refused}`);
      return next;
    },
    openCommission({ openedAt: 0, rulesVersion }),
  );
}
const former = (...events: readonly Milestone[]) => after(1, ...events);
const direct = { kind: 'brief', way: 'direct' } as const;
const lowest = { kind: 'brief', way: 'lowest-price' } as const;
const failed = { kind: 'close', bidders: 1 } as const;
const ranked = { kind: 'close', bidders: 2 } as const;

test('the direct way runs from briefing over contract, work and delivery to acceptance', () => {
  const states = [former(), former('engage'), former('engage', 'sign'), former('engage', 'sign', 'deliver')];
  expect(states.map(({ state }) => state)).toEqual(['briefing', 'contracting', 'working', 'delivered']);
  expect(former('engage', 'sign', 'deliver', 'accept')).toMatchObject({
    state: 'accepted',
    agencyNo,
    events: 4,
  });
});

test('a returned result is worked on and delivered again', () => {
  expect(former('engage', 'sign', 'deliver', 'return')).toMatchObject({ state: 'working', deliveries: 1 });
  expect(former('engage', 'sign', 'deliver', 'return', 'deliver')).toMatchObject({ deliveries: 2 });
});

test('an agency that declines sets the enterprise free to engage another', () => {
  expect(former('engage', 'decline')).toMatchObject({ state: 'briefing', agencyNo: null, round: 1 });
  expect(after(3, direct, 'engage', 'decline')).toMatchObject({
    state: 'briefing',
    agencyNo: null,
    round: 2,
  });
});

test.each(['decline', 'sign'] as const)('refuses %s by an agency that is not engaged', (kind) => {
  const answer = commissionProgress(former('engage'), { kind, at: 10, agencyNo: 'A017' });
  expect(answer).toEqual({ refused: 'other-agency' });
});

test.each(milestones)('refuses %s once the result is accepted', (kind) => {
  const accepted = after(3, direct, 'engage', 'sign', 'deliver', 'accept');
  expect(commissionProgress(accepted, event(kind))).toMatchObject({
    refused: 'commission-not-there',
    state: 'accepted',
  });
});

test('an event is never earlier than the one before it', () => {
  expect(commissionProgress(former('engage'), event({ kind: 'sign', at: 5 }))).toMatchObject({
    changedAt: 10,
  });
});

test('a commission opened before the third rules knows none of their events', () => {
  const known = ['engage', 'decline', 'sign', 'deliver', 'return', 'accept', 'terminate'];
  for (const kind of milestones.filter((one) => !known.includes(one)))
    for (const state of [former(), former('engage'), former('engage', 'sign')])
      expect(commissionProgress(state, event(kind))).toMatchObject({
        refused: 'commission-not-there',
        needs: [],
      });
});

test('nobody is engaged before the brief, nor past the tender that it asks for', () => {
  expect(commissionProgress(after(3), event('engage'))).toEqual({ refused: 'no-brief' });
  expect(commissionProgress(after(3), event('publish'))).toEqual({ refused: 'no-brief' });
  expect(commissionProgress(after(3, lowest), event('engage'))).toEqual({ refused: 'tender-first' });
  expect(commissionProgress(after(3, direct), event('publish'))).toEqual({ refused: 'no-tender' });
});

test('a tender with fewer than two bidders fails; after the second the owner may engage directly', () => {
  const once = after(3, lowest, 'publish', failed);
  expect(once).toMatchObject({ state: 'briefing', round: 2, failedTenders: 1 });
  expect(commissionProgress(once, event('engage'))).toEqual({ refused: 'tender-first' });
  const twice = after(3, lowest, 'publish', failed, 'publish', failed, 'engage');
  expect(twice).toMatchObject({ state: 'contracting', round: 3, agencyNo });
  const otherWay = after(3, lowest, 'publish', failed, { kind: 'brief', way: 'random' });
  expect(otherWay).toMatchObject({ failedTenders: 0 });
});

test.each(['decline', 'lapse'] as const)(
  'after %s the one ranked next is engaged, in the next round',
  (kind) => {
    const contracting = [lowest, 'publish', ranked, 'award'] as const;
    expect(after(3, ...contracting, { kind, next: 'A020' })).toMatchObject({
      ...{ state: 'contracting', agencyNo: 'A020', round: 2 },
    });
    expect(after(3, ...contracting, kind)).toMatchObject({ state: 'briefing', agencyNo: null, round: 2 });
  },
);

test('the work begins when the inputs of the owner are in', () => {
  const needing = { ...direct, needsInputs: true };
  expect(after(3, needing, 'engage', 'sign')).toMatchObject({ state: 'awaiting-inputs' });
  expect(after(3, needing, 'engage', 'sign', 'hand-in-inputs')).toMatchObject({ state: 'working' });
  expect(after(3, direct, 'engage', 'sign')).toMatchObject({ state: 'working' });
});

test('an agency is replaced in the middle of its work, and its engagement withdrawn before it signs, each time for a new round', () => {
  expect(after(3, direct, 'engage', 'withdraw')).toMatchObject({
    state: 'briefing',
    agencyNo: null,
    round: 2,
  });
  const replaced = after(3, direct, 'engage', 'sign', 'deliver', 'replace');
  expect(replaced).toMatchObject({ state: 'briefing', agencyNo: null, round: 2, deliveries: 1 });
});

test('the owner ends a commission of his own at any time before acceptance, and none that a task of an order needs', () => {
  const lives: readonly (readonly (Milestone | Given)[])[] = [
    [],
    [direct],
    [direct, 'engage'],
    [direct, 'engage', 'sign'],
    [{ ...direct, needsInputs: true }, 'engage', 'sign'],
    [direct, 'engage', 'sign', 'deliver'],
    [lowest, 'publish'],
    [lowest, 'publish', ranked],
  ];
  for (const life of lives) {
    const commission = after(3, ...life);
    expect(commissionProgress(commission, event('cancel'))).toEqual({ refused: 'ends-with-order' });
    const own = { ...commission, isOwn: true };
    expect(commissionProgress(own, event('cancel'))).toMatchObject({
      ...{ state: 'terminated', agencyNo: commission.agencyNo, round: commission.round },
    });
    expect(commissionProgress(own, event('terminate'))).toMatchObject({ refused: 'commission-not-there' });
    expect(commissionActions(own, 'owner').map(({ kind }) => kind)).toContain('cancel');
    expect(commissionActions(commission, 'owner').map(({ kind }) => kind)).not.toContain('cancel');
  }
  const accepted = { ...after(3, direct, 'engage', 'sign', 'deliver', 'accept'), isOwn: true };
  const cancelled = { ...accepted, state: 'terminated' } as const;
  for (const over of [accepted, cancelled])
    expect(commissionProgress(over, event('cancel'))).toMatchObject({
      refused: 'commission-not-there',
      state: over.state,
    });
});

/** Written from the text of the issue alone: where each event leads from where, and nothing else. */
const lines: readonly string[] = [
  'briefing: brief>briefing publish>bidding engage>contracting',
  'bidding: cancel-tender>briefing close>briefing|selecting',
  'selecting: cancel-tender>briefing award>contracting',
  'contracting: withdraw>briefing decline>briefing|contracting lapse>briefing|contracting sign>working|awaiting-inputs',
  'awaiting-inputs: hand-in-inputs>working replace>briefing',
  'working: deliver>delivered replace>briefing',
  'delivered: return>working accept>accepted replace>briefing',
];
const leads = new Map(
  lines.flatMap((line) => {
    const [from = '', rest = ''] = line.split(': ');
    return rest.split(' ').map((part): [string, readonly string[]] => {
      const [kind = '', to = ''] = part.split('>');
      return [`${from} ${kind}`, to.split('|')];
    });
  }),
);
const isOver = (state: CommissionState) => state === 'accepted' || state === 'terminated';

test('every life of a commission is one the text allows, and what is listed for a side is accepted of it', () => {
  const sides: readonly CommissionSide[] = ['owner', 'agency', 'market', 'officer', 'workflow'];
  const anyEvent = fc.record({
    kind: fc.constantFrom(...milestones),
    at: fc.integer({ min: 0, max: 100 }),
    agencyNo: fc.constantFrom('A016', 'A017'),
    way: fc.constantFrom(...waysOfChoosing),
    needsInputs: fc.boolean(),
    bidders: fc.integer({ min: 0, max: 3 }),
    next: fc.constantFrom(undefined, 'A017'),
  });
  const version = fc.constantFrom(1 as const, 2 as const, 3 as const);
  fc.assert(
    fc.property(
      version,
      fc.boolean(),
      fc.array(anyEvent, { maxLength: 60 }),
      (rulesVersion, isOwn, events) => {
        let commission = openCommission({ openedAt: 0, rulesVersion, isOwn });
        const ending = isOwn ? 'cancel' : 'terminate';
        for (const { next, ...given } of events) {
          const happens: CommissionEvent = { ...given, ...(next && { next }) };
          const listed = new Set(
            sides.flatMap((side) => commissionActions(commission, side).map(({ kind }) => kind)),
          );
          for (const kind of milestones) {
            const ofEngaged = { ...happens, kind, agencyNo: commission.agencyNo ?? 'A016' };
            const isRefused = isRefusal(commissionProgress(commission, ofEngaged));
            expect([kind, isRefused]).toEqual([kind, !listed.has(kind)]);
          }
          const moved = commissionProgress(commission, happens);
          if (isRefusal(moved)) continue;
          const allowed =
            given.kind === ending
              ? isOver(commission.state)
                ? []
                : ['terminated']
              : leads.get(`${commission.state} ${given.kind}`);
          expect(allowed).toContain(moved.state);
          expect(moved.round).toBeGreaterThanOrEqual(commission.round);
          expect(moved.events).toBe(commission.events + 1);
          const isEngaged = ['contracting', 'awaiting-inputs', 'working', 'delivered', 'accepted'].includes(
            moved.state,
          );
          if (moved.state !== 'terminated') expect(moved.agencyNo !== null).toBe(isEngaged);
          commission = moved;
        }
      },
    ),
  );
});
