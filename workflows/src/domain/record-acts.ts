import type { EventKind } from './event-kinds.ts';
import type { Instant } from './instant.ts';
import type { Department } from './tracks-and-steps.ts';

/** The acts of a task's own department that a claim can be about: kinds of events. */
export const claimableActs = [
  'review',
  'check',
  'accept-papers',
  'ask-supplement',
  'request',
  'end-stop',
  'announce',
] as const satisfies readonly EventKind[];
type ClaimableAct = (typeof claimableActs)[number];

/** An act of a department as it is on record; `no` is the number of its event within the step. */
export interface DepartmentAct {
  readonly no: number;
  readonly kind: ClaimableAct;
  readonly at: Instant;
  readonly by: string | null;
}

/** What a second person says to a request, a claim or an amendment. */
export const leaveVerdicts = ['grant', 'deny'] as const;
export type LeaveVerdict = (typeof leaveVerdicts)[number];

/** Something that waits for a second person, or was decided by one. */
interface Proposed {
  readonly no: number;
  /** the subject id of who proposed it */
  readonly by: string;
  /** null while it waits */
  readonly verdict: LeaveVerdict | null;
}

/** A claim after an outage: that an act happened earlier than it is on record. */
export interface Claim extends Proposed {
  /** the number of the act */
  readonly event: number;
}

/** What can be done to a result that was issued. */
export const kindsOfAmendment = {
  correction: ['更正', 'correction'],
  revocation: ['撤销', 'revocation'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;
export type AmendmentKind = keyof typeof kindsOfAmendment;
export const amendmentKinds = Object.keys(kindsOfAmendment) as AmendmentKind[];

export interface Amendment extends Proposed {
  readonly kind: AmendmentKind;
}

/** What is on record of a review, as far as claims and amendments are judged by it. */
export interface RecordedReview {
  readonly department: Department;
  /** null while it has not opened */
  readonly openedAt: Instant | null;
  /** it ended approved */
  readonly isIssued: boolean;
  readonly acts: readonly DepartmentAct[];
  readonly claims: readonly Claim[];
  readonly amendments: readonly Amendment[];
}
