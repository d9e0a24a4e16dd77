import type { Instant } from './instant.ts';

/** The only ways a case can close (design: the closed list). */
export const caseOutcomes = [
  'settled-on-the-spot',
  'settled-by-transfer',
  'settled-by-coordination',
  'settled-conditionally',
  'settled-by-agent',
  'cannot-by-law',
  'out-of-scope',
  'withdrawn',
  'merged',
  'no-longer-due',
] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

/** What a fallback officer can log on a case. */
export const caseActions = ['called', 'visited', 'transferred', 'coordinated', 'assisted', 'noted'] as const;
export type CaseAction = (typeof caseActions)[number];

/** Working days a case may stay on its level: L1 is the lead department (domain: fallback desk limits). */
export const caseLevelDays = { L1: 3 } as const;
type CaseLevel = keyof typeof caseLevelDays;

export interface Case {
  readonly level: CaseLevel;
  readonly openedAt: Instant;
  readonly changedAt: Instant;
  readonly state: 'open' | 'confirming' | 'closed';
  /** the outcome proposed (while confirming) or final */
  readonly outcome: CaseOutcome | null;
  /** who proposed it: another person must confirm */
  readonly proposedBy: string | null;
  readonly closedAt: Instant | null;
  readonly events: number;
}
