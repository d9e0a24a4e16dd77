import type { Instant } from './instant.ts';

type Bilingual = readonly [zh: string, en: string];

/** The only ways a case can close, each with its words (design: the closed list). */
export const outcomesOfCases = {
  'settled-on-the-spot': ['当场办结', 'settled on the spot'],
  'settled-by-transfer': ['转办办结', 'settled by transfer'],
  'settled-by-coordination': ['协调办结', 'settled by coordination'],
  'settled-conditionally': ['容缺办结', 'settled on conditions'],
  'settled-by-agent': ['代办办结', 'settled by the agent'],
  'cannot-by-law': ['依法不能办', 'cannot be done by law'],
  'out-of-scope': ['不属受理范围', 'out of scope'],
  withdrawn: ['申请人撤回', 'withdrawn'],
  merged: ['并案', 'merged with another case'],
  'no-longer-due': ['不再逾期', 'no longer overdue'],
} as const satisfies Record<string, Bilingual>;
export type CaseOutcome = keyof typeof outcomesOfCases;
export const caseOutcomes = Object.keys(outcomesOfCases) as CaseOutcome[];

/** What a fallback officer can log on a case. */
export const caseActions = ['called', 'visited', 'transferred', 'coordinated', 'assisted', 'noted'] as const;
export type CaseAction = (typeof caseActions)[number];

/** Who has a case, and how many working days it may stay there (domain: limits of the fallback window). */
export const caseLevels = {
  L1: { days: 3, words: ['牵头部门', 'lead department'] },
} as const satisfies Record<string, { readonly days: number; readonly words: Bilingual }>;
export type CaseLevel = keyof typeof caseLevels;

export interface Case {
  readonly level: CaseLevel;
  /** how often it was opened again after it had closed */
  readonly reopenings: number;
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
