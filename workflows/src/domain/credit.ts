import type { Instant } from './instant.ts';
import type { Department, StepCode } from './tracks-and-steps.ts';

/** Who rates an agency when its result is accepted. */
export const judges = ['owner', 'regulator', 'centre'] as const;
export type Judge = (typeof judges)[number];

/** What each judge counts for, in tenths: owner : regulator : centre = 5 : 3 : 2 (Yuyao, 2025). */
export const judgeTenths: Readonly<Record<Judge, number>> = { owner: 5, regulator: 3, centre: 2 };

/** What a rating judges, each by one to five stars. */
export const ratingIndicators = ['quality', 'time', 'price', 'attitude', 'compliance'] as const;
type RatingIndicator = (typeof ratingIndicators)[number];
export type Indicators = Readonly<Record<RatingIndicator, number>>;

/** Why points are taken from an agency. */
export const deductionKinds = ['late', 'returned', 'gave-up', 'overrun', 'fake'] as const;
export type DeductionKind = (typeof deductionKinds)[number];

/** What a supervisor makes of an appeal: an upheld one undoes the deduction. */
export const appealDecisions = ['upheld', 'rejected'] as const;
export type AppealDecision = (typeof appealDecisions)[number];

export interface Rating {
  readonly judge: Judge;
  /** 20 to 100, by `ratingScore` */
  readonly score: number;
  readonly at: Instant;
}

export interface Deduction {
  readonly kind: DeductionKind;
  /** 1 to 100 */
  readonly points: number;
  /** when what it is for happened */
  readonly at: Instant;
  /** null while nobody has appealed */
  readonly appeal: AppealDecision | 'pending' | null;
}

/** The department that stands over the work of each step, and rates its agencies as the regulator. */
export const regulatorOf: Readonly<Record<StepCode, Department>> = {
  'project-initiation': 'DRC',
  planning: 'NRP',
  'environmental-assessment': 'EEB',
  'fire-safety': 'FRD',
  'construction-permit': 'HCB',
};
