import type { RecordedReview } from '../../domain/record-acts.ts';
import { judgeRecordAct, type RecordActKind, type RecordActor, type RecordActs } from './record-acts.ts';

/** Something that can be put on record about a review now. */
export interface RecordAction {
  /** a code of `words` */
  readonly action: string;
  readonly kind: RecordActKind;
  /** the number of the claim or amendment it decides */
  readonly no?: number;
  /** what the action fixes of what is sent */
  readonly body: Readonly<Record<string, string>>;
  /** what else is sent; a name that ends with a question mark may be left out */
  readonly fields: readonly string[];
}

/** What this person can put on record: what is listed is accepted, what is not is refused. */
export function recordActionsOpen(review: RecordedReview, who: RecordActor): RecordAction[] {
  const may = <K extends RecordActKind>(kind: K, act: RecordActs[K]) =>
    judgeRecordAct(kind, review, act, who) === undefined;
  const claims = review.claims.filter((claim) => may('decide-claim', { claim }));
  const amendments = review.amendments.filter((amendment) => may('decide-amendment', { amendment }));
  return [
    ...(review.acts.some(({ no }) => may('claim', { event: no })) ? [claimAction] : []),
    ...(may('amend', {}) ? amendActions : []),
    ...claims.flatMap(({ no }) => decisions('decide-claim', no, ['note?'])),
    ...amendments.flatMap(({ no }) => decisions('decide-amendment', no, [])),
  ];
}

const claimAction: RecordAction = {
  ...{ action: 'claim', kind: 'claim', body: {} },
  fields: ['event', 'claimedAt', 'note'],
};
const amendActions: readonly RecordAction[] = [
  { action: 'correct', kind: 'amend', body: { kind: 'correction' }, fields: ['note', 'corrected'] },
  { action: 'revoke', kind: 'amend', body: { kind: 'revocation' }, fields: ['note', 'legalBasis', 'remedy'] },
];
/** What is granted is what was proposed, so an amendment needs no other text; what is denied needs a reason. */
const decisions = (
  kind: 'decide-claim' | 'decide-amendment',
  no: number,
  withGrant: readonly string[],
): RecordAction[] => [
  { action: 'grant', kind, no, body: { verdict: 'grant' }, fields: withGrant },
  { action: 'deny', kind, no, body: { verdict: 'deny' }, fields: ['note'] },
];
