import type { Carried } from '../domain/carried.ts';
import type { CompactCalendar } from '../domain/compact-calendar.ts';
import type { Case } from '../domain/case.ts';
import type { StepCode, TaskCode } from '../domain/tracks-and-steps.ts';
import type { Plan } from '../domain/plan.ts';
import type { Instant } from '../domain/instant.ts';
import type { PaperKind } from '../domain/papers.ts';
import type { Outcome, Step } from '../domain/step.ts';
import type { CauseNotice } from './case.ts';
import type { CommissionRequest } from './commission.ts';
import type { Supply } from './step.ts';
import type { OrderClockUpdate, ReceivedOrder, Registration } from './order.ts';

/** An event as it is recorded: numbered within its workflow, with the instant it bears. */
export interface RecordedEvent {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: string;
  readonly by: string | null;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

/** One write of a workflow: the whole state after its newest event, and the events since the last write. */
interface Write {
  /** 1 at first; each `reproject` raises it, and what an older one says no longer counts from there on */
  readonly generation: number;
  readonly events: readonly RecordedEvent[];
}
export interface StepWrite extends Write {
  readonly orderNo: string;
  readonly step: Step;
  /** the step hands what the order's clock reads to its order when it closes: the write answers it and sends no signal */
  readonly answersClock?: boolean;
}
export interface OrderWrite extends Write {
  readonly orderNo: string;
  readonly closedAt: Instant | null;
  readonly outcome: Outcome | null;
  /** who has become its agent; absent when nobody has */
  readonly agentId?: string;
  /** its plan since a change of its track, and what it takes over since then; absent when there was none */
  readonly plan?: Plan;
  readonly carried?: Carried | null;
  /** the newest revision of the order's clock that the workflow knows: the row counts on from there */
  readonly revision?: number;
}
export interface CaseWrite extends Write {
  readonly caseNo: string;
  readonly case: Case;
}

/** A lateness of a step, for which there is to be a case. */
export interface RaisedCause extends CauseNotice {
  readonly orderNo: string;
  readonly step: StepCode;
}

/** What has been decided of an order, with the instants its events bear. */
export interface Decided {
  readonly tasks: readonly { readonly task: TaskCode; readonly at: Instant }[];
  /** when the step that was asked about closed */
  readonly stepClosedAt: Instant | null;
}

/** The number of a step's case, and the generation of its next run. */
export interface NumberedCase {
  readonly caseNo: string;
  readonly generation: number;
}

/** The activities of approval-workflows. Every one is safe to repeat. Their names are durable: histories refer to them. */
export interface ApprovalActivities {
  /** `runId` tells a repetition from a new run, which writes under the next generation */
  registerOrder(order: ReceivedOrder, runId?: string): Promise<Registration>;
  /** also sends the order's workflow its clock when light or due day has changed or the next mark is earlier, or answers it */
  projectStep(write: StepWrite): Promise<OrderClockUpdate | undefined>;
  /** answers what the order's clock reads now */
  projectOrder(write: OrderWrite): Promise<OrderClockUpdate>;
  /** reads the order's clock again */
  readOrderNews(orderNo: string): Promise<OrderClockUpdate>;
  /** one number per step, ever; histories before 2026-12 have the number alone */
  numberCase(orderNo: string, step: StepCode, openedAt: Instant): Promise<NumberedCase | string>;
  /** moves the order to the version it was notified of, records that, and answers the calendar; the same when repeated */
  moveOrder(orderNo: string, version: string): Promise<CompactCalendar>;
  /** makes a draft the calendar in force */
  publishVersion(version: string): Promise<void>;
  /** notifies a batch of open orders of the version in force; answers how many are not on it yet, 0 when a newer one is in force */
  moveOpenOrders(version: string): Promise<number>;
  /** what the applicant had supplied to a task of the order before `before`, if anything that its step has not taken */
  findSupply(
    orderNo: string,
    task: TaskCode,
    span: { readonly after: Instant; readonly before: Instant },
  ): Promise<Supply | null>;
  /** since when papers of all these kinds had been in together, looked at as of `before`; null when they were not by then */
  findArrival(
    orderNo: string,
    kinds: readonly PaperKind[],
    span: { readonly after: Instant; readonly before: Instant },
  ): Promise<Instant | null>;
  projectCase(opening: { readonly caseNo: string }, write: CaseWrite): Promise<void>;
  /** sees to it that the step's case runs and has heard of the lateness, and answers its number: one per step, ever */
  raiseCase(raised: RaisedCause): Promise<string>;
  /** which of these tasks are decided, and whether the step has closed */
  findDecided(
    orderNo: string,
    asked: { readonly step: StepCode | null; readonly tasks: readonly TaskCode[] },
  ): Promise<Decided>;
}

/** The activities of intake. */
export interface IntakeActivities {
  closeReceipt(orderNo: string, closing: { outcome: Outcome; closedAt: Instant }): Promise<void>;
}

/** The activities of intermediary-market. */
export interface MarketActivities {
  openCommission(request: CommissionRequest): Promise<void>;
  endCommission(commissionNo: string, ending: { at: Instant; by: string }): Promise<void>;
}

/** Each service serves its own queue, named like its folder. */
export const taskQueues = {
  intake: 'intake',
  approvals: 'approval-workflows',
  market: 'intermediary-market',
} as const;
