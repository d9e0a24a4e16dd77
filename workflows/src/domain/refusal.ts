/** Why an event of a step is refused. */
export type StepRefusal =
  | 'step-closed'
  | 'no-such-task'
  | 'task-not-open'
  | 'task-done'
  | 'other-kind-of-task'
  | 'other-department'
  | 'waits-for-check'
  | 'waits-for-review'
  | 'same-person'
  | CounterRefusal;

/** Why an act at the counter is refused. */
type CounterRefusal =
  | 'accepted-already'
  | 'acceptance-open'
  | 'leave-needed'
  | 'papers-missing'
  | 'not-to-promise'
  | 'not-to-commit'
  | 'promise-barred'
  | 'promise-out-of-range'
  | 'nothing-promised'
  | 'result-withheld'
  | 'waits-for-supplement'
  | 'no-supplement-asked'
  | 'request-pending'
  | 'no-such-request'
  | 'other-authority'
  | 'stopped'
  | 'no-stop-runs'
  | 'end-has-passed'
  | 'not-extendable'
  | 'extended-already'
  | 'not-consulted'
  | 'opinion-given'
  | 'too-late';

/** Why a claim or an amendment, or the decision on one, is refused. */
export type RecordRefusal =
  | 'no-such-act'
  | 'claimed-already'
  | 'not-issued'
  | 'revoked-already'
  | 'amendment-pending'
  | 'decided-already'
  | 'same-person'
  | 'other-authority'
  | 'other-department';

/** Why a milestone of a commission is refused. */
export type CommissionRefusal =
  'commission-not-there' | 'other-agency' | 'no-brief' | 'tender-first' | 'no-tender' | 'ends-with-order';

/** Why a rating of an agency is refused. */
export type RatingRefusal = 'agency-rated-already' | 'rating-over';

/** Why an appeal against a deduction, or the decision on it, is refused. */
export type AppealRefusal = 'appealed-already' | 'appeal-over' | 'appeal-decided' | 'same-person';

/** Why an event of an agency's standing is refused. */
export type AgencyRefusal =
  'agency-not-there' | 'agency-barred' | 'notice-over' | 'nothing-to-decide' | 'repair-not-there';

/** Why an agency may not be hired. */
export type HiringRefusal =
  'agency-not-listed' | 'agency-suspended' | 'wrong-category' | 'qualification-expired';

/** Why an act on the delivery of a result is refused. */
export type DeliveryRefusal = 'delivery-not-there' | 'no-courier-wished' | 'revoked-already';

/** Why an act on a case is refused. */
export type CaseRefusal =
  | 'case-closed'
  | 'case-answered'
  | 'case-waits-for-confirmation'
  | 'outcome-not-for-people'
  | 'nothing-to-confirm'
  | 'nothing-changes'
  | 'same-person'
  | 'late-not-decided'
  | 'not-on-the-spot'
  | 'commitment-needed'
  | 'commitment-unfit'
  | 'no-such-commitment'
  | 'commitment-over'
  | 'order-not-linked'
  | 'linked-already'
  | 'handler-already'
  | 'asked-already'
  | 'not-asked'
  | 'day-unfit'
  | 'no-such-item'
  | 'item-over'
  | 'no-plan-at-level'
  | 'level-at-top'
  | 'not-answered';

/** Why a plan or a question about an order is refused. */
export type OrderRefusal =
  | 'days-out-of-range'
  | 'order-closed'
  | 'assumptions-at-fault'
  | 'number-taken'
  | 'initiation-over'
  | 'track-unchanged'
  | 'other-steps';

/** Every code with which a rule refuses; the services have the words for those that people meet. */
type RefusalCode =
  | StepRefusal
  | RecordRefusal
  | CommissionRefusal
  | RatingRefusal
  | AppealRefusal
  | AgencyRefusal
  | HiringRefusal
  | DeliveryRefusal
  | CaseRefusal
  | OrderRefusal;

/** Why a rule says no: a stable code, and what the caller needs to act on it. */
export interface Refusal<Code extends RefusalCode = RefusalCode> {
  readonly refused: Code;
  readonly [detail: string]: unknown;
}

export const isRefusal = (answer: object): answer is Refusal => 'refused' in answer;
