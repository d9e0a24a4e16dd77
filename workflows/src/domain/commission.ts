import type { Instant } from './instant.ts';

/** The life of an agency's work in the direct way; `accepted` and `terminated` are its ends. */
export const commissionStates = [
  'briefing',
  'contracting',
  'working',
  'delivered',
  'accepted',
  'terminated',
] as const;
export type CommissionState = (typeof commissionStates)[number];

export interface Commission {
  readonly state: CommissionState;
  readonly agencyNo: string | null;
  /** how often the result was handed in */
  readonly deliveries: number;
  /** the instant of the last event; the next is never earlier */
  readonly changedAt: Instant;
  /** events so far; a milestone bears its number, so a repeated one is known */
  readonly events: number;
}

/** What happens to a commission. */
export const milestones = ['engage', 'decline', 'sign', 'deliver', 'return', 'accept', 'terminate'] as const;
export type Milestone = (typeof milestones)[number];

export interface CommissionEvent {
  readonly kind: Milestone;
  readonly at: Instant;
  /** the agency: engaged by the owner, acting in sign, decline and deliver */
  readonly agencyNo?: string;
}
