import type { Commission, CommissionEvent, CommissionState, Milestone } from '../../domain/commission.ts';
import type { Instant } from '../../domain/instant.ts';
import type { CommissionRefusal, Refusal } from '../../domain/refusal.ts';

interface Move {
  readonly from: readonly CommissionState[];
  readonly to: CommissionState;
}

// The direct way: the owner engages an agency, which signs or declines, works, hands in; the owner accepts or returns.
const moves: Record<Milestone, Move> = {
  engage: { from: ['briefing'], to: 'contracting' },
  decline: { from: ['contracting'], to: 'briefing' },
  sign: { from: ['contracting'], to: 'working' },
  deliver: { from: ['working'], to: 'delivered' },
  return: { from: ['delivered'], to: 'working' },
  accept: { from: ['delivered'], to: 'accepted' },
  terminate: { from: ['briefing', 'contracting', 'working', 'delivered'], to: 'terminated' },
};
const ofAgency: readonly Milestone[] = ['decline', 'sign', 'deliver'];

/** A commission as the market opens it: waiting for the owner to hire. */
export const openCommission = (openedAt: Instant): Commission => ({
  state: 'briefing',
  agencyNo: null,
  deliveries: 0,
  changedAt: openedAt,
  events: 0,
});

/** What an event makes of a commission, or why it is refused. */
export function commissionProgress(
  commission: Commission,
  event: CommissionEvent,
): Commission | Refusal<CommissionRefusal> {
  const { from, to } = moves[event.kind];
  if (!from.includes(commission.state))
    return { refused: 'commission-not-there', state: commission.state, needs: from };
  if (ofAgency.includes(event.kind) && event.agencyNo !== commission.agencyNo)
    return { refused: 'other-agency' };
  return {
    state: to,
    agencyNo:
      to === 'briefing' ? null : event.kind === 'engage' ? (event.agencyNo ?? null) : commission.agencyNo,
    deliveries: commission.deliveries + (event.kind === 'deliver' ? 1 : 0),
    changedAt: Math.max(event.at, commission.changedAt),
    events: commission.events + 1,
  };
}
