import {
  type Commission,
  type CommissionEvent,
  type Milestone,
  milestones,
} from '../../domain/commission.ts';
import type { CommissionRefusal, Refusal } from '../../domain/refusal.ts';
import type { CommissionRequest } from '../../messages/commission.ts';
import { commissionMoves, type CommissionSide } from './commission-moves.ts';

export { fewestBidders, type CommissionSide } from './commission-moves.ts';

/** Whose a move is: of more than one side that may make it, any. */
export const sidesOfMove = (kind: Milestone): readonly CommissionSide[] => commissionMoves[kind].by;

export interface CommissionAction {
  readonly kind: Milestone;
  readonly action: string;
  readonly fields: readonly string[];
}

/** The moves that are open to a side now: `commissionProgress` accepts these of it and no others. */
export const commissionActions = (commission: Commission, side: CommissionSide): CommissionAction[] =>
  milestones.flatMap((kind) => {
    const { by, action, fields } = commissionMoves[kind];
    return by.includes(side) && !barred(commission, kind) ? [{ kind, action, fields }] : [];
  });

/** A commission as the market opens it: waiting for the owner to say what is needed, or under the first rules to hire. */
export const openCommission = ({
  openedAt,
  rulesVersion = 1,
  isOwn = false,
}: Pick<CommissionRequest, 'openedAt' | 'rulesVersion'> & {
  readonly isOwn?: boolean;
}): Commission => ({
  ...{ rulesVersion, isOwn, state: 'briefing', agencyNo: null, way: null, needsInputs: false },
  ...{ round: 1, failedTenders: 0, deliveries: 0, changedAt: openedAt, events: 0 },
});

/** What an event makes of a commission, or why it is refused. Limits in time are the market's to judge before (`isOverdue`). */
export function commissionProgress(
  commission: Commission,
  event: CommissionEvent,
): Commission | Refusal<CommissionRefusal> {
  const refusal = barred(commission, event.kind);
  if (refusal) return refusal;
  const { to, by, changes } = commissionMoves[event.kind];
  if (by.includes('agency') && event.agencyNo !== commission.agencyNo) return { refused: 'other-agency' };
  return {
    ...commission,
    ...changes?.(commission, event),
    state: typeof to === 'string' ? to : to(commission, event),
    changedAt: Math.max(event.at, commission.changedAt),
    events: commission.events + 1,
  };
}

function barred(commission: Commission, kind: Milestone): Refusal<CommissionRefusal> | undefined {
  const { from, since = 1, unless } = commissionMoves[kind];
  const { state, rulesVersion } = commission;
  if (rulesVersion < since || !from.includes(state))
    return { refused: 'commission-not-there', state, needs: rulesVersion < since ? [] : from };
  return unless?.(commission);
}
