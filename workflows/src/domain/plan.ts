import type { CounterRules } from './counter.ts';
import type { Category, Department, StepCode, TaskCode, Track } from './tracks-and-steps.ts';

/** A limit never goes without its unit. */
export interface Limit {
  readonly days: number;
  readonly unit: 'working-day' | 'calendar-day';
}

/** Who does a task: a department (one person reviews, another checks and decides) or an agency. */
export type Assignment =
  | { readonly kind: 'review'; readonly department: Department }
  | { readonly kind: 'commission'; readonly category: Category };

/** What the kinds of task differ in stands in `rules/state-machines/task-kinds.ts`. */
export type TaskKind = Assignment['kind'];

/** A task with who does it and its budget in working days. */
export type AssignedTask = {
  readonly code: TaskCode;
  readonly budget: number;
  /** the earlier order whose result is taken over: the task is done as it opens; absent where it must be done */
  readonly carriedFrom?: string;
  /** the paper of the project's pool that stands for what the task would make: it is done as it opens; absent where it must be done */
  readonly coveredBy?: string;
} & Assignment;

/** Whether nobody has to do a task: it is done as it opens. */
export const isDoneOnOpening = ({ carriedFrom, coveredBy }: AssignedTask): boolean =>
  carriedFrom !== undefined || coveredBy !== undefined;

/** The department that decides a task; null where none does. */
export const departmentOf = (task: Assignment): Department | null =>
  'department' in task ? task.department : null;

/** A part, as JSON, of every plan that has a task of the department: what a row's plan contains. */
export const planWith = (department: string | null): string =>
  JSON.stringify({ steps: [{ tasks: [{ department }] }] });

/** The category of the agency a task needs; null where it needs none. */
export const categoryOf = (task: Assignment): Category | null => ('category' in task ? task.category : null);

/** A task of a plan, with what the law allows for it beside the promise; plans stored before limits were kept lack it. */
export type PlannedTask = AssignedTask & CounterRules & { readonly statutory?: Limit | null };

export interface PlannedStep {
  readonly code: StepCode;
  /** the steps that must be finished before this one opens */
  readonly after: readonly StepCode[];
  /** done one after the other */
  readonly tasks: readonly PlannedTask[];
}

/** The resolved plan of an order: carried by value, so that later budgets never change a running order. */
export interface Plan {
  readonly track: Track;
  /** working days to the construction permit: the track's name, or N of an on-demand order */
  readonly budget: number;
  readonly steps: readonly PlannedStep[];
}
