import type { Category, StepCode, TaskCode, Track } from '../domain/tracks-and-steps.ts';
import type { Instant } from '../domain/instant.ts';
import type { CommissionEvent } from '../domain/commission.ts';
import type { RulesVersion } from '../domain/rules-version.ts';

/** One task of one order that a commission serves. */
export interface ServedTask {
  readonly orderNo: string;
  readonly step: StepCode;
  readonly task: TaskCode;
}

/** What a step asks of the market: open a commission (idempotent by order and task). */
export interface CommissionRequest extends ServedTask {
  readonly commissionNo: string;
  readonly projectCode: string;
  readonly uscc: string;
  readonly category: Category;
  /** the task's budget in working days */
  readonly days: number;
  readonly openedAt: Instant;
  /** of the order; absent in requests from before 2026-12 */
  readonly track?: Track;
  /** of the order; 1 when absent */
  readonly rulesVersion?: RulesVersion;
}

export interface CommissionRun {
  readonly request: CommissionRequest;
  readonly track: Track;
  readonly agentId: string;
  /** the tasks that wait for it; the request's own is the first */
  readonly serves: readonly ServedTask[];
}

/** A milestone as the market's outbox sends it: number `seq` counts from 1 without gaps; repeats are harmless. */
export interface MilestoneNotice {
  readonly seq: number;
  readonly by: string;
  readonly event: CommissionEvent;
}

/** Named after the order and task it was first opened for: the number needs no round trip, and a repeat cannot make another. */
export const commissionNoOf = (orderNo: string, task: TaskCode) => `C${orderNo.slice(1)}-${task}`;
export const commissionWorkflowId = (commissionNo: string) => `commission/${commissionNo}`;
export const commissionMessages = { milestone: 'milestone', end: 'end' } as const;
