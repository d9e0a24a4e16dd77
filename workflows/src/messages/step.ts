import type { StepCode, TaskCode, Track } from '../domain/tracks-and-steps.ts';
import type { CommissionState } from '../domain/commission.ts';
import type { GivenCalendar } from '../domain/compact-calendar.ts';
import type { Instant } from '../domain/instant.ts';
import type { OfficeClock } from '../domain/office-clock.ts';
import type { PaperKind } from '../domain/papers.ts';
import type { PlannedStep } from '../domain/plan.ts';
import type { RulesVersion } from '../domain/rules-version.ts';
import type { Actor, Outcome, ReviewOpinion, TaskState, Verdict } from '../domain/step.ts';
import type { TaskActEvent } from '../rules/state-machines/review-events.ts';
import type { OrderClockUpdate } from './order.ts';

/** What a step starts with; its identity comes first, its calendar last, as administrators read it in the Temporal UI. */
export interface StepOpening {
  readonly orderNo: string;
  readonly step: PlannedStep;
  readonly track: Track;
  readonly projectCode: string;
  readonly uscc: string;
  readonly agentId: string;
  readonly openedAt: Instant;
  readonly clock: OfficeClock;
  /** the page on which people read the order's progress */
  readonly pageUrl?: string;
  /** under which its projection is written; 1 when absent */
  readonly generation?: number;
  /** of its order; 1 when absent */
  readonly rulesVersion?: RulesVersion;
  readonly calendar: GivenCalendar;
}

export interface StepClosing {
  readonly outcome: Outcome;
  readonly closedAt: Instant;
  /** its case, which outlives it */
  readonly caseNo?: string;
  /** what the order's clock reads once the step has closed; the order then needs no signal for it */
  readonly clock?: OrderClockUpdate;
}

/** A reviewer's opinion on a task; `note` is the id of a stored text. */
export interface Review {
  readonly task: TaskCode;
  readonly by: Actor;
  readonly opinion: ReviewOpinion;
  readonly note: string | null;
  /** kinds of the task's list that the project lacked when it was said; absent in histories before 2026-12 */
  readonly missing?: readonly PaperKind[];
}

/** The check of a second person, which decides. */
export interface Check {
  readonly task: TaskCode;
  readonly by: Actor;
  readonly verdict: Verdict;
  readonly note: string | null;
  /** as of a review */
  readonly missing?: readonly PaperKind[];
}

/** Every other act on the open task; `note` is the id of a stored text. */
export interface TaskAct {
  readonly task: TaskCode;
  readonly by: Actor;
  readonly act: TaskActEvent;
  readonly note: string | null;
}

/** What the applicant has supplied, at the instant it was put on record: a late message is judged by that. */
export interface Supply {
  readonly task: TaskCode;
  readonly by: Actor;
  readonly note: string;
  readonly at: Instant;
}

/** Papers that were promised or asked for have come, the last of them at `at`: a late message is judged by that. */
export interface PapersArrived {
  readonly task: TaskCode;
  readonly by: Actor;
  readonly kinds: readonly PaperKind[];
  readonly at: Instant;
  readonly note: null;
}

/** What a decision made of its task, as it stands when the caller is answered. */
export interface DecisionReceipt {
  readonly task: TaskCode;
  readonly state: TaskState;
  readonly at: Instant;
  readonly stepClosed: boolean;
}

/** The signal of a commission to a step it serves: its new state. */
export interface CommissionMove {
  readonly commissionNo: string;
  readonly task: TaskCode;
  readonly state: CommissionState;
  readonly by: string;
  readonly at: Instant;
}

export const stepWorkflowId = (orderNo: string, step: StepCode) => `order/${orderNo}/step/${step}`;
export const stepMessages = {
  review: 'review',
  check: 'check',
  act: 'act',
  supply: 'supply',
  papersArrived: 'papersArrived',
  end: 'end',
  reproject: 'reproject',
  commissionMoved: 'commissionMoved',
  moveCalendar: 'moveCalendar',
  showTrack: 'showTrack',
} as const;
