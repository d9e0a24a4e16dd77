import type { ActionAnswer } from '@doudi/infra/http';
import { commissionActions, type CommissionSide, type Milestone, wordsOf } from '@doudi/workflows';
import type { SeenCommission } from './commissions.ts';

/** The last part of the URL by which people make a move. */
const urls: Readonly<Partial<Record<Milestone, string>>> = {
  engage: 'engagement',
  sign: 'signature',
  decline: 'refusal',
  deliver: 'deliverables',
  accept: 'acceptance',
  return: 'return',
};

/** What the caller may do to a commission now, by the sides of it on which he stands. */
export function openActions(seen: SeenCommission): ActionAnswer[] {
  const sides: CommissionSide[] = [
    ...(seen.isOwners ? (['owner'] as const) : []),
    ...(seen.isAgencys ? (['agency'] as const) : []),
  ];
  return sides
    .flatMap((side) => commissionActions(seen, side))
    .map(({ kind, action, fields }) => ({
      action,
      what: wordsOf(action),
      verb: 'POST',
      href: `/v1/commissions/${seen.commissionNo}/${urls[kind]}`,
      fields: [...fields],
      until: null,
    }));
}
