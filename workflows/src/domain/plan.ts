import type { Category, Department, StepCode, TaskCode, Track } from './catalogue.ts';

/** A department's work (one reviews, another checks and decides) or an agency's, with its budget in working days. */
export type PlannedTask = { readonly code: TaskCode; readonly budget: number } & (
  | { readonly kind: 'review'; readonly department: Department }
  | { readonly kind: 'commission'; readonly category: Category }
);

export interface PlannedStep {
  readonly code: StepCode;
  /** the steps that must be finished before this one opens */
  readonly after: readonly StepCode[];
  /** done one after the other */
  readonly tasks: readonly PlannedTask[];
}

/** The resolved plan of an order: carried by value, so that a later catalogue never moves a running order. */
export interface Plan {
  readonly track: Track;
  /** working days to the construction permit: the track's name, or N of an on-demand order */
  readonly budget: number;
  readonly steps: readonly PlannedStep[];
}
