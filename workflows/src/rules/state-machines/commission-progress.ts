import type { Commission, CommissionEvent, CommissionState } from '../../domain/commission.ts';
import { milestones, type Milestone } from '../../domain/commission.ts';
import type { Instant } from '../../domain/instant.ts';
import type { CommissionRefusal, Refusal } from '../../domain/refusal.ts';

/** Who moves a commission: the side of the enterprise, the engaged agency, or the workflow at the end of an order. */
export type CommissionSide = 'owner' | 'agency' | 'workflow';

interface Move {
  readonly from: readonly CommissionState[];
  readonly to: CommissionState;
  readonly by: CommissionSide;
  /** as people read it in a list of what they may do */
  readonly action: string;
  /** the names of what is said with it */
  readonly fields: readonly string[];
}

// The direct way: the owner engages an agency, which signs or declines, works, hands in; the owner accepts or returns.
const moves: Readonly<Record<Milestone, Move>> = {
  engage: {
    from: ['briefing'],
    to: 'contracting',
    by: 'owner',
    action: 'engage-agency',
    fields: ['agencyNo'],
  },
  decline: {
    from: ['contracting'],
    to: 'briefing',
    by: 'agency',
    action: 'decline-engagement',
    fields: ['reason'],
  },
  sign: { from: ['contracting'], to: 'working', by: 'agency', action: 'sign-contract', fields: [] },
  deliver: {
    from: ['working'],
    to: 'delivered',
    by: 'agency',
    action: 'deliver-result',
    fields: ['note', 'sha256'],
  },
  return: { from: ['delivered'], to: 'working', by: 'owner', action: 'return-result', fields: ['reason'] },
  accept: { from: ['delivered'], to: 'accepted', by: 'owner', action: 'accept-result', fields: ['note'] },
  terminate: {
    ...{ from: ['briefing', 'contracting', 'working', 'delivered'], to: 'terminated' },
    ...{ by: 'workflow', action: 'terminate', fields: [] },
  },
};

/** Whose a move is. */
export const sideOfMove = (kind: Milestone): CommissionSide => moves[kind].by;

export interface CommissionAction extends Pick<Move, 'action' | 'fields'> {
  readonly kind: Milestone;
}

/** The moves that are open to a side now: `commissionProgress` accepts these of it and no others. */
export const commissionActions = (
  { state }: Pick<Commission, 'state'>,
  side: CommissionSide,
): CommissionAction[] =>
  milestones.flatMap((kind) => {
    const { from, by, action, fields } = moves[kind];
    return by === side && from.includes(state) ? [{ kind, action, fields }] : [];
  });

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
  if (sideOfMove(event.kind) === 'agency' && event.agencyNo !== commission.agencyNo)
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
