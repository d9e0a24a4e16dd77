import type { ActionAnswer } from '@doudi/infra/http';
import {
  type CommissionAction,
  commissionActions,
  type CommissionSide,
  givableFiles,
  type Milestone,
  shanghaiIsoOrNull,
  wordsOf,
} from '@doudi/workflows';
import { type SeenCommission, sidesOfSeen } from './commissions.ts';

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
  cancel: 'cancellation',
};

/** What the caller may do to a commission now: by the sides of it on which he stands, and as an agency that may bid. */
export function openActions(seen: SeenCommission): ActionAnswer[] {
  const sides: CommissionSide[] = [...sidesOfSeen(seen), ...(seen.isOfficers ? (['officer'] as const) : [])];
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
    ...moves.map(({ kind, action, fields }) =>
      listed({ action, fields: [...fields, ...(seen.isOwn ? (ofOwn[kind] ?? []) : [])] }, urls[kind]),
    ),
    ...givableFiles(seen.state, sidesOfSeen(seen)).map(({ action, purpose }) => ({
      ...listed({ action, fields: ['name', 'sha256'] }, `files?purpose=${purpose}`),
      until: null,
    })),
    ...(seen.isInvited ? [listed(placeBid, 'bids')] : []),
  ];
}

/** What is said besides of an owner's own. */
const ofOwn: Readonly<Partial<Record<Milestone, readonly string[]>>> = { accept: ['number', 'expiresDay'] };

const placeBid = { action: 'place-bid', fields: ['priceYuan', 'days', 'nonce'] };
