import type { Day } from '../domain/calendar.ts';
import type { StepCode, TaskCode } from '../domain/catalogue.ts';

/** What is assumed to happen to a running order. Days are office days, none of them before today. */
export type Assumption =
  /** the task takes so many working days more than it has left */
  | { readonly kind: 'late'; readonly task: TaskCode; readonly days: number }
  /** a stop of the step, ordered on `from` (a day that still counts) and ended on `to` (still excluded) */
  | { readonly kind: 'stop'; readonly step: StepCode; readonly from: Day; readonly to: Day }
  /** the task is done on that day, neither earlier nor later */
  | { readonly kind: 'done'; readonly task: TaskCode; readonly day: Day };

/** What is wrong with one assumption: which (counted from 0), in which field, a stable code, and what would be right. */
export interface AssumptionFault {
  readonly index: number;
  readonly field: 'task' | 'step' | 'from' | 'to' | 'day';
  readonly because:
    | 'not-in-the-plan'
    | 'over-already'
    | 'in-the-past'
    | 'day-off'
    | 'too-far'
    | 'ends-before-it-starts'
    | 'assumed-twice'
    | 'overlaps'
    | 'before-its-turn';
  /** the first day that would do, of a day off the working day it belongs to, of `too-far` the last */
  readonly day?: Day;
  /** the assumption it contradicts, counted from 0 */
  readonly other?: number;
}

/** Assumptions reach at most this many working days ahead, about two years. */
export const farthestDays = 500;
