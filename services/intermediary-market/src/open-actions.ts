import type { ActionAnswer } from '@doudi/infra/http';
import {
  type CommissionAction,
  commissionActions,
  type CommissionSide,
  type Milestone,
  shanghaiIsoOrNull,
  wordsOf,
} from '@doudi/workflows';
import type { SeenCommission } from './commissions.ts';

/** The last part of the URL by which people make a move. */
const urls: Readonly<Partial<Record<Milestone, string>>> = {
  brief: 'brief',
  publish: 'tender',
  'cancel-tender': 'tender/cancellation',
  award: 'award',
  engage: 'engagement',
  withdraw: 'withdrawal',
  'hand-in-inputs': 'inputs',
  replace: 'replacement',
  sign: 'signature',
  decline: 'refusal',
  deliver: 'deliverables',
  accept: 'acceptance',
  return: 'return',
};

/** What the caller may do to a commission now: by the sides of it on which he stands, and as an agency that may bid. */
export function openActions(seen: SeenCommission): ActionAnswer[] {
  const sides: CommissionSide[] = [
    ...(seen.isOwners ? (['owner'] as const) : []),
    ...(seen.isAgencys ? (['agency'] as const) : []),
    ...(seen.isOfficers ? (['officer'] as const) : []),
  ];
  const until = shanghaiIsoOrNull(seen.deadlineAt);
  const listed = (
    { action, fields }: Pick<CommissionAction, 'action' | 'fields'>,
    url: string | undefined,
  ) => ({
    ...{ action, what: wordsOf(action), verb: 'POST' as const, fields: [...fields], until },
    href: `/v1/commissions/${seen.commissionNo}/${url}`,
  });
  const moves = sides
    .flatMap((side) => commissionActions(seen, side))
    .filter(({ kind }, i, all) => all.findIndex((one) => one.kind === kind) === i);
  return [
    ...moves.map((move) => listed(move, urls[move.kind])),
    ...(seen.isInvited ? [listed(placeBid, 'bids')] : []),
  ];
}

const placeBid = { action: 'place-bid', fields: ['priceYuan', 'days', 'nonce'] };
