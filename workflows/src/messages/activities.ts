import type { Calendar } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import type { StepCode } from '../domain/tracks-and-steps.ts';
import type { Instant } from '../domain/instant.ts';
import type { Outcome, Step } from '../domain/step.ts';
import type { CaseOpening } from './case.ts';
import type { CommissionRequest } from './commission.ts';
import type { OrderNews, ReceivedOrder, Registration } from './order.ts';

/** An event as it goes on record: numbered within its workflow, with the instant it bears. */
export interface RecordedEvent {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: string;
  readonly by: string | null;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

/** One write of a workflow: the whole state after its newest event, and the events since the last write. */
interface Write {
  readonly generation: number;
  readonly events: readonly RecordedEvent[];
}
export interface StepWrite extends Write {
  readonly orderNo: string;
  readonly step: Step;
}
export interface OrderWrite extends Write {
  readonly orderNo: string;
  readonly closedAt: Instant | null;
  readonly outcome: Outcome | null;
}
export interface CaseWrite extends Write {
  readonly caseNo: string;
  readonly case: Case;
}

/** Of a case's opening, what its row keeps. */
type OpenedCase = Omit<CaseOpening, 'calendar' | 'clock' | 'generation'>;

/** What the departments' floor does for the workflows. Every one is safe to repeat. */
export interface ApprovalActivities {
  registerOrder(order: ReceivedOrder): Promise<Registration>;
  /** also tells the order's workflow its mark, when light, due day or next mark changed */
  projectStep(write: StepWrite): Promise<void>;
  projectOrder(write: OrderWrite): Promise<void>;
  readOrderNews(orderNo: string): Promise<OrderNews>;
  /** one number per step, ever */
  numberCase(orderNo: string, step: StepCode, openedAt: Instant): Promise<string>;
  /** puts the order on the version it was told of, on record, and answers the calendar; the same again when repeated */
  moveOrder(orderNo: string, version: string): Promise<Calendar>;
  /** makes a draft the calendar in force */
  publishVersion(version: string): Promise<void>;
  /** tells a batch of open orders of the version in force; answers how many are not on it yet, 0 when a newer one is */
  moveOpenOrders(version: string): Promise<number>;
  projectCase(opening: OpenedCase, write: CaseWrite): Promise<void>;
}

/** What the front counter does for the workflows. */
export interface IntakeActivities {
  closeReceipt(orderNo: string, closing: { outcome: Outcome; closedAt: Instant }): Promise<void>;
}

/** What the market does for the workflows. */
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
