import type { Bucket, Stop } from '../../domain/ledger.ts';
import type { TaskState } from '../../domain/step.ts';

const ofState: Record<TaskState, Bucket> = {
  waiting: 'GOV',
  reviewing: 'GOV',
  checking: 'GOV',
  briefing: 'OWNER',
  contracting: 'OWNER',
  working: 'AGENCY',
  delivered: 'OWNER',
  done: 'GOV',
  closed: 'OWNER',
};

/** In force: EXCLUDED while any stop runs, else what the open task's state says. */
export const bucketOf = (stops: readonly Stop[], state: TaskState): Bucket =>
  stops.some((stop) => stop.endedAt === null) ? 'EXCLUDED' : ofState[state];
