import type { Carried } from './carried.ts';
import type { AtCounter } from './counter.ts';
import type { StepCode } from './tracks-and-steps.ts';
import type { Instant } from './instant.ts';
import type { Change, Stop } from './ledger.ts';
import type { AssignedTask, PlannedTask } from './plan.ts';

/** How a step, and with it an order, can end. */
export const outcomes = ['approved', 'refused', 'withdrawn', 'not-accepted', 'not-supplied'] as const;
export type Outcome = (typeof outcomes)[number];

/** An opaque subject id and, for an official, the department. Never a name. */
export interface Actor {
  readonly subject: string;
  readonly department?: string;
}

/** Where the open task stands: who holds the ball follows from it. */
export const taskStates = [
  'waiting',
  'reviewing',
  'checking',
  'supplementing',
  'withheld',
  'briefing',
  'bidding',
  'selecting',
  'contracting',
  'awaiting-inputs',
  'working',
  'delivered',
  'done',
  'closed',
] as const;
export type TaskState = (typeof taskStates)[number];

/** What a reviewer can recommend. */
export const reviewOpinions = ['approve', 'refuse', 'not-accept'] as const;
export type ReviewOpinion = (typeof reviewOpinions)[number];

/** What a checker can decide. */
export const verdicts = ['approve', 'return', 'refuse', 'not-accept'] as const;
export type Verdict = (typeof verdicts)[number];

/** A task at work; what the law allows for it stays in the plan. */
export type Task = AssignedTask &
  AtCounter & {
    readonly state: TaskState;
    readonly openedAt: Instant | null;
    readonly closedAt: Instant | null;
    /** the subject id of the reviewer whose opinion waits for the check */
    readonly reviewer: string | null;
    /** what the reviewer recommended */
    readonly opinion: ReviewOpinion | null;
  };

/** A step that has opened: the state of its workflow, the content of its rows, the input of the rules. */
export interface Step {
  readonly code: StepCode;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly outcome: Outcome | null;
  readonly tasks: readonly Task[];
  readonly ledger: readonly Change[];
  readonly stops: readonly Stop[];
  /** events so far; the next event bears this number plus one */
  readonly events: number;
}

/** An order as the rules see it: its plan and the steps that have opened. */
export interface Order {
  readonly receivedAt: Instant;
  readonly closedAt: Instant | null;
  readonly budget: number;
  readonly plan: readonly {
    readonly code: StepCode;
    readonly after: readonly StepCode[];
    readonly tasks: readonly PlannedTask[];
  }[];
  readonly steps: readonly Step[];
  /** counted by the order's clock alone, before its first day; absent when there was no earlier order */
  readonly carried?: Carried;
}
