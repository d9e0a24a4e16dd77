import type { StopReason } from './counter.ts';
import type { TaskCode } from './tracks-and-steps.ts';
import type { Instant } from './instant.ts';

/** Whose a working day is. GOV a department, AGENCY an agency under contract, OWNER the enterprise, EXCLUDED a legal stop. */
export const buckets = ['GOV', 'AGENCY', 'OWNER', 'EXCLUDED'] as const;
export type Bucket = (typeof buckets)[number];

/** A line of a step's ledger: from `at` on, days that begin belong to `bucket`. Lines come in order of `at`. */
export interface Change {
  readonly at: Instant;
  readonly bucket: Bucket;
  /** the task that was open from this line on */
  readonly task: TaskCode;
  /** the number of the event (of this step) that wrote the line */
  readonly event: number;
  /** that event's kind, as a code of `words` */
  readonly because: string;
}

/** A legal stop: days that begin while one runs are EXCLUDED. */
export interface Stop {
  readonly from: Instant;
  readonly plannedEnd: Instant;
  readonly endedAt: Instant | null;
  /** absent from what is only assumed */
  readonly reason?: StopReason;
  /** the review it was approved for */
  readonly task?: TaskCode;
}

/** DONE is what was approved, ENDED what closed otherwise. */
export const lights = ['GREEN', 'YELLOW', 'RED', 'PAUSED', 'DONE', 'ENDED'] as const;
export type Light = (typeof lights)[number];
