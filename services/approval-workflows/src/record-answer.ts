import { type ActionAnswer, IsoInstant, WordsAnswer } from '@doudi/infra/http';
import {
  amendmentKinds,
  leaveVerdicts,
  type RecordAction,
  type RecordActKind,
  type RecordActor,
  recordActionsOpen,
  shanghaiIso,
  shanghaiIsoOrNull,
  wordsIn,
  wordsOf,
} from '@doudi/workflows';
import { z } from 'zod';
import type { AmendmentRow } from './amendments.ts';
import type { ClaimRow } from './claims.ts';
import type { ReviewOnRecord } from './recorded-review.ts';
import type { OfTask } from './task-in-plan.ts';

const decided = {
  /** the subject id of who proposed it, and when */
  by: z.string(),
  at: IsoInstant,
  /** null while it waits for a second person */
  verdict: z.enum(leaveVerdicts).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: IsoInstant.nullable(),
  decisionNote: z.string().nullable(),
};

/** A claim that an act happened earlier than it is on record; no clock follows it. */
export const ClaimAnswer = z
  .strictObject({
    no: z.int(),
    /** the act: the number of its event within the step, and its kind */
    event: z.int(),
    kind: z.string(),
    what: WordsAnswer,
    recordedAt: IsoInstant,
    claimedAt: IsoInstant,
    /** working days from the office day claimed to that on record */
    workingDays: z.int().min(0),
    note: z.string(),
    ...decided,
  })
  .meta({ id: 'Claim' });

/** A correction or revocation of an issued result. */
export const AmendmentAnswer = z
  .strictObject({
    no: z.int(),
    kind: z.enum(amendmentKinds),
    note: z.string(),
    /** of a correction: what the result should say */
    corrected: z.string().nullable(),
    /** of a revocation: the law it rests on, and what the applicant can do about it */
    legalBasis: z.string().nullable(),
    remedy: z.string().nullable(),
    ...decided,
  })
  .meta({ id: 'Amendment' });

/** An act of the department as it is on record: what a claim can be about. */
const ActAnswer = z
  .strictObject({
    no: z.int(),
    kind: z.string(),
    what: WordsAnswer,
    at: IsoInstant,
    by: z.string().nullable(),
  })
  .meta({ id: 'DepartmentAct' });

/** What is on record of a review beside its workflow, as its department reads it. */
export const OnRecordAnswer = z
  .strictObject({
    acts: z.array(ActAnswer),
    claims: z.array(ClaimAnswer),
    amendments: z.array(AmendmentAnswer),
  })
  .meta({ id: 'OnRecord' });

export const showReview = ({ acts, claims, amendments }: ReviewOnRecord): z.input<typeof OnRecordAnswer> => ({
  acts: acts.map(({ at, ...act }) => ({ ...act, what: wordsIn('event', act.kind), at: shanghaiIso(at) })),
  claims: claims.map(showClaim),
  amendments: amendments.map(showAmendment),
});

export const showClaim = (row: ClaimRow): z.input<typeof ClaimAnswer> => ({
  ...{ no: row.no, event: row.event, kind: row.kind, what: wordsIn('event', row.kind) },
  recordedAt: shanghaiIso(row.recordedAt.getTime()),
  claimedAt: shanghaiIso(row.claimedAt.getTime()),
  ...{ workingDays: row.workingDays, note: row.note },
  ...showDecided(row),
});

export const showAmendment = (row: AmendmentRow): z.input<typeof AmendmentAnswer> => ({
  ...{ no: row.no, kind: row.kind, note: row.note, corrected: row.corrected },
  ...{ legalBasis: row.legalBasis, remedy: row.remedy },
  ...showDecided(row),
});

const showDecided = ({ by, at, verdict, decidedBy, decidedAt, decisionNote }: ClaimRow | AmendmentRow) => ({
  ...{ by, at: shanghaiIso(at.getTime()), verdict, decidedBy },
  ...{ decidedAt: shanghaiIsoOrNull(decidedAt?.getTime() ?? null), decisionNote },
});

const paths: Readonly<Record<RecordActKind, string>> = {
  claim: 'claims',
  'decide-claim': 'claims',
  amend: 'amendments',
  'decide-amendment': 'amendments',
};

/** What this person can put on record about a review, as answers say it. */
export const recordActions = (ofTask: OfTask, review: ReviewOnRecord, who: RecordActor): ActionAnswer[] =>
  recordActionsOpen(review, who).map((action) => showAction(ofTask, action));

function showAction(
  { orderNo, task }: OfTask,
  { action, kind, no, body, fields }: RecordAction,
): ActionAnswer {
  const decision = no === undefined ? '' : `/${no}/decision`;
  const href = `/v1/tasks/${orderNo}/${task}/${paths[kind]}${decision}`;
  return { action, what: wordsOf(action), verb: 'POST', href, body, fields: [...fields], until: null };
}

const nothing = { openedAt: null, isIssued: false, acts: [], claims: [], amendments: [] } as const;

/** What this person can do with one claim, or with one amendment. */
export const actionsOnClaim = (claim: ClaimRow, who: RecordActor): ActionAnswer[] =>
  recordActions(claim, { ...nothing, department: claim.department, claims: [claim] }, who);
export const actionsOnAmendment = (amendment: AmendmentRow, who: RecordActor): ActionAnswer[] =>
  recordActions(amendment, { ...nothing, department: amendment.department, amendments: [amendment] }, who);
