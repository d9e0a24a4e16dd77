import {
  commissionStates,
  type Commission,
  type CommissionEvent,
  type CommissionState,
  type Milestone,
} from '../../domain/commission.ts';
import type { CommissionRefusal, Refusal } from '../../domain/refusal.ts';

/**
 * Who moves a commission: the side of the enterprise, the engaged agency, the market when a limit is over, an officer of the fallback
 * window, or the workflow at the end of an order.
 */
export type CommissionSide = 'owner' | 'agency' | 'market' | 'officer' | 'workflow';

type Judged = Refusal<CommissionRefusal> | undefined;

interface Move {
  readonly from: readonly CommissionState[];
  readonly to: CommissionState | ((commission: Commission, event: CommissionEvent) => CommissionState);
  readonly by: readonly CommissionSide[];
  /** the rules that know it; all when absent */
  readonly since?: 3;
  /** what else must hold; nothing of the event, so that what is listed is what is accepted */
  readonly unless?: (commission: Commission) => Judged;
  /** what it changes besides the state */
  readonly changes?: (commission: Commission, event: CommissionEvent) => Partial<Commission>;
  /** as people read it in a list of what they may do */
  readonly action: string;
  /** the names of what is said with it */
  readonly fields: readonly string[];
}

/** The fewest bidders of a tender that does not fail (domain: fewer than two bidders and the project fails). */
export const fewestBidders = 2;
/** A tender that failed is repeated once; then the owner may engage an agency directly. */
const tendersBeforeDirect = 2;

const isTender = ({ way }: Commission): boolean => way !== null && way !== 'direct';

const unlessDirect = (commission: Commission): Judged => {
  if (commission.rulesVersion < 3) return undefined;
  if (commission.way === null) return { refused: 'no-brief' };
  const mayEngage = !isTender(commission) || commission.failedTenders >= tendersBeforeDirect;
  return mayEngage ? undefined : { refused: 'tender-first' };
};
const unlessTender = (commission: Commission): Judged => {
  if (commission.way === null) return { refused: 'no-brief' };
  return isTender(commission) ? undefined : { refused: 'no-tender' };
};

/** An engagement that ended unsigned, or in the middle of the work: the next ranked takes over, or the owner chooses anew, in the next round. */
const nextRound = ({ round, rulesVersion }: Commission, { next }: CommissionEvent): Partial<Commission> => ({
  agencyNo: next ?? null,
  ...(rulesVersion >= 3 && { round: round + 1 }),
});
const nextOrBriefing = (_: Commission, { next }: CommissionEvent): CommissionState =>
  next === undefined ? 'briefing' : 'contracting';

/** Of a commission that its task needs the owner does not dispose; one of his own no order ends. */
const unlessOfOrder = ({ isOwn }: Commission): Judged => (isOwn ? undefined : { refused: 'ends-with-order' });
const unlessOwn = ({ isOwn, state }: Commission): Judged =>
  isOwn ? { refused: 'commission-not-there', state, needs: [] } : undefined;

const engaged = (_: Commission, { agencyNo }: CommissionEvent) => ({ agencyNo: agencyNo ?? null });
const hasFailed = ({ bidders = 0 }: CommissionEvent) => bidders < fewestBidders;

const open = commissionStates.filter((state) => state !== 'accepted' && state !== 'terminated');

/** The one table of what happens to a commission: the market and the workflow judge by it, and reads list by it what is open to whom. */
export const commissionMoves: Readonly<Record<Milestone, Move>> = {
  brief: {
    ...{ from: ['briefing'], to: 'briefing', by: ['owner'], since: 3, action: 'write-brief' },
    fields: ['way', 'requirements', 'inputs', 'ceilingYuan', 'requiredBy'],
    changes: (commission, { way = null, needsInputs = false }) => ({
      way,
      needsInputs,
      failedTenders: way === commission.way ? commission.failedTenders : 0,
    }),
  },
  publish: {
    ...{ from: ['briefing'], to: 'bidding', by: ['owner'], since: 3, action: 'publish-tender' },
    fields: ['isUrgent', 'closesAt'],
    unless: unlessTender,
  },
  'cancel-tender': {
    ...{ from: ['bidding', 'selecting'], to: 'briefing', by: ['owner'], since: 3, action: 'cancel-tender' },
    fields: ['reason'],
    changes: ({ round }) => ({ round: round + 1 }),
  },
  close: {
    ...{ from: ['bidding'], by: ['market'], since: 3, action: 'close', fields: [] },
    to: (_, event) => (hasFailed(event) ? 'briefing' : 'selecting'),
    changes: ({ round, failedTenders }, event) =>
      hasFailed(event) ? { round: round + 1, failedTenders: failedTenders + 1 } : {},
  },
  award: {
    ...{ from: ['selecting'], to: 'contracting', by: ['owner', 'market'], since: 3 },
    ...{ action: 'confirm-award', fields: [], changes: engaged },
  },
  engage: {
    ...{ from: ['briefing'], to: 'contracting', by: ['owner'], action: 'engage-agency' },
    ...{ fields: ['agencyNo', 'priceYuan', 'days'], unless: unlessDirect, changes: engaged },
  },
  withdraw: {
    ...{ from: ['contracting'], to: 'briefing', by: ['owner'], since: 3, action: 'withdraw-engagement' },
    ...{ fields: ['reason'], changes: nextRound },
  },
  decline: {
    ...{ from: ['contracting'], to: nextOrBriefing, by: ['agency'], action: 'decline-engagement' },
    ...{ fields: ['reason'], changes: nextRound },
  },
  lapse: {
    ...{ from: ['contracting'], to: nextOrBriefing, by: ['market'], since: 3, action: 'lapse' },
    ...{ fields: [], changes: nextRound },
  },
  sign: {
    ...{ from: ['contracting'], by: ['agency'], action: 'sign-contract', fields: ['contractFile'] },
    to: ({ needsInputs }) => (needsInputs ? 'awaiting-inputs' : 'working'),
  },
  'hand-in-inputs': {
    ...{ from: ['awaiting-inputs'], to: 'working', by: ['owner'], since: 3, action: 'hand-in-inputs' },
    fields: ['note'],
  },
  deliver: {
    ...{ from: ['working'], to: 'delivered', by: ['agency'], action: 'deliver-result' },
    fields: ['note', 'sha256', 'files'],
    changes: ({ deliveries }) => ({ deliveries: deliveries + 1 }),
  },
  return: {
    ...{ from: ['delivered'], to: 'working', by: ['owner'], action: 'return-result', fields: ['reason'] },
  },
  accept: {
    ...{ from: ['delivered'], to: 'accepted', by: ['owner'], action: 'accept-result', fields: ['note'] },
  },
  replace: {
    ...{ from: ['awaiting-inputs', 'working', 'delivered'], to: 'briefing', by: ['owner', 'officer'] },
    ...{ since: 3, action: 'replace-agency', fields: ['reason'], changes: nextRound },
  },
  terminate: {
    ...{ from: open, to: 'terminated', by: ['workflow'], action: 'terminate', fields: [] },
    unless: unlessOwn,
  },
  cancel: {
    ...{ from: open, to: 'terminated', by: ['owner'], since: 3, action: 'cancel-commission' },
    ...{ fields: ['reason'], unless: unlessOfOrder },
  },
};
