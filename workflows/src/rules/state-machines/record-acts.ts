import type { Instant } from '../../domain/instant.ts';
import type { Amendment, Claim, DepartmentAct, RecordedReview } from '../../domain/record-acts.ts';
import type { RecordRefusal, Refusal } from '../../domain/refusal.ts';

/** What is put on record about a review beside its workflow, apart from who and when. */
export interface RecordActs {
  readonly claim: { readonly event: number };
  readonly 'decide-claim': { readonly claim: Claim };
  readonly amend: object;
  readonly 'decide-amendment': { readonly amendment: Amendment };
}
export type RecordActKind = keyof RecordActs;

/** Who does it, by what he is. */
export interface RecordActor {
  readonly subject: string;
  readonly roles: readonly string[];
  readonly department?: string | undefined;
}
type Judged = Refusal<RecordRefusal> | undefined;

interface Row<K extends RecordActKind> {
  readonly roles: readonly string[];
  /** only people of the department whose review it is */
  readonly ofDepartment: boolean;
  readonly unless: (review: RecordedReview, act: RecordActs[K], who: RecordActor) => Judged;
}

/** The one table of claims and amendments: who may, and what bars it. */
const recordActs: { readonly [K in RecordActKind]: Row<K> } = {
  claim: { roles: ['reviewer', 'checker'], ofDepartment: true, unless: claimIsBarred },
  'decide-claim': {
    roles: ['supervisor'],
    ofDepartment: false,
    unless: (_review, { claim }, who) => decisionIsBarred(claim, who),
  },
  amend: { roles: ['reviewer', 'checker'], ofDepartment: true, unless: amendmentIsBarred },
  'decide-amendment': {
    roles: ['head'],
    ofDepartment: true,
    unless: (_review, { amendment }, who) => decisionIsBarred(amendment, who),
  },
};

/** Why somebody may not do it; undefined when he may. */
export function judgeRecordAct<K extends RecordActKind>(
  kind: K,
  review: RecordedReview,
  act: RecordActs[K],
  who: RecordActor,
): Judged {
  const { roles, ofDepartment, unless } = recordActs[kind];
  if (!roles.some((role) => who.roles.includes(role)))
    return { refused: 'other-authority', needs: roles.join(', ') };
  if (ofDepartment && who.department !== review.department)
    return { refused: 'other-department', department: review.department };
  return unless(review, act, who);
}

/** An act can have happened from the opening of its task on, and before the instant that it bears. */
export function claimSpan({ openedAt, acts }: RecordedReview, event: number): Span | undefined {
  const act = acts.find(({ no }) => no === event);
  return act && openedAt !== null && openedAt < act.at ? { from: openedAt, until: act.at } : undefined;
}
interface Span {
  readonly from: Instant;
  /** no longer included */
  readonly until: Instant;
}

function claimIsBarred(review: RecordedReview, { event }: RecordActs['claim']): Judged {
  if (!claimSpan(review, event))
    return { refused: 'no-such-act', acts: claimable(review).map(({ no }) => no) };
  const held = review.claims.find((claim) => claim.event === event && claim.verdict !== 'deny');
  return held && { refused: 'claimed-already', no: held.no };
}

/** The acts that a claim can be about. */
const claimable = (review: RecordedReview): DepartmentAct[] =>
  review.acts.filter(({ no }) => claimSpan(review, no) !== undefined);

function amendmentIsBarred({ isIssued, amendments }: RecordedReview): Judged {
  if (!isIssued) return { refused: 'not-issued' };
  if (amendments.some(isRevocation)) return { refused: 'revoked-already' };
  const pending = amendments.find(({ verdict }) => verdict === null);
  return pending && { refused: 'amendment-pending', no: pending.no };
}

/** Whether it took the result back. */
const isRevocation = ({ kind, verdict }: Amendment): boolean => kind === 'revocation' && verdict === 'grant';

function decisionIsBarred({ by, verdict }: Claim | Amendment, { subject }: RecordActor): Judged {
  if (verdict !== null) return { refused: 'decided-already', verdict };
  return by === subject ? { refused: 'same-person' } : undefined;
}
