import type { Instant } from './instant.ts';
import type { PaperKind } from './papers.ts';
import type { RulesVersion } from './rules-version.ts';

/** The life of an agency's work; `accepted` and `terminated` are its ends. */
export const commissionStates = [
  'briefing',
  'bidding',
  'selecting',
  'contracting',
  'awaiting-inputs',
  'working',
  'delivered',
  'accepted',
  'terminated',
] as const;
export type CommissionState = (typeof commissionStates)[number];

/** How an agency is chosen: by the owner, or by a published tender whose formula ranks the bids. */
export const waysOfChoosing = ['direct', 'lowest-price', 'comparison', 'random'] as const;
export type WayOfChoosing = (typeof waysOfChoosing)[number];

/** What owners commission of themselves, without an order: the kind that the accepted result has among the papers of the project. */
export const ownPurposes = [
  'joint-survey',
  'area-evaluation',
  'other-paper',
] as const satisfies readonly PaperKind[];
export type OwnPurpose = (typeof ownPurposes)[number];

export interface Commission {
  /** which behaviour of the rules it keeps for life: that of its order, or of the day on which its owner opened it */
  readonly rulesVersion: RulesVersion;
  readonly state: CommissionState;
  /** whether its owner opened it, not a task of an order: then it ends by him, and no order waits for it */
  readonly isOwn: boolean;
  readonly agencyNo: string | null;
  /** how the owner's brief has the agency chosen; null before the brief, and of commissions of rules before 3 */
  readonly way: WayOfChoosing | null;
  /** whether the agency waits for something of the owner before it can work */
  readonly needsInputs: boolean;
  /** from 1: a new tender or another agency for the same task is the next round */
  readonly round: number;
  /** tenders that ended with fewer than two bidders */
  readonly failedTenders: number;
  /** how often the result was handed in */
  readonly deliveries: number;
  /** the instant of the last event; the next is never earlier */
  readonly changedAt: Instant;
  /** events so far; a milestone bears its number, so a repeated one is known */
  readonly events: number;
}

/** What happens to a commission. */
export const milestones = [
  'brief',
  'publish',
  'cancel-tender',
  'close',
  'award',
  'engage',
  'withdraw',
  'decline',
  'lapse',
  'sign',
  'hand-in-inputs',
  'deliver',
  'return',
  'accept',
  'replace',
  'terminate',
  'cancel',
] as const;
export type Milestone = (typeof milestones)[number];

export interface CommissionEvent {
  readonly kind: Milestone;
  readonly at: Instant;
  /** the agency: engaged by the owner or awarded, acting in sign, decline and deliver */
  readonly agencyNo?: string;
  /** of a brief: how the agency is to be chosen */
  readonly way?: WayOfChoosing;
  /** of a brief: whether it lists inputs that the owner has to hand in */
  readonly needsInputs?: boolean;
  /** of the closing of a tender: bids that count */
  readonly bidders?: number;
  /** of an engagement that ended: the agency ranked next, which is engaged in its place */
  readonly next?: string;
}
