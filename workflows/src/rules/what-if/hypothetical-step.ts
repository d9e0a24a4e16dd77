import type { Instant } from '../../domain/instant.ts';
import type { Bucket } from '../../domain/ledger.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Step } from '../../domain/step.ts';
import { bucketOf, openTaskOf, type StepEvent, stepProgress } from '../state-machines/step-progress.ts';
import { bucketOfTask, kindOf } from '../state-machines/task-kinds.ts';
import { isPausing } from '../step-clock/charging.ts';

// What may happen to a step in a hypothesis. No person did it, so no person is named in it.

export const isStopped = ({ stops }: Step): boolean => stops.some(({ endedAt }) => endedAt === null);

/** A stop begins, planned to end at `plannedEnd`. */
export const stopStep = (step: Step, at: Instant, plannedEnd: Instant): Step =>
  settle({ ...step, stops: [...step.stops, { from: at, plannedEnd, endedAt: null }] }, at);

/** The stops planned to end by `at` end. */
export const endStops = (step: Step, at: Instant): Step =>
  settle(
    { ...step, stops: step.stops.map((stop) => ({ ...stop, endedAt: stop.endedAt ?? endOf(stop, at) })) },
    at,
  );

const endOf = ({ plannedEnd }: { plannedEnd: Instant }, at: Instant): Instant | null =>
  plannedEnd <= at ? at : null;

/**
 * Nothing but a stop keeps the open task waiting any longer: whoever works on it has it now, and a ledger line says so. A result that is
 * withheld needs no more work: it waits until it is issued.
 */
export function settle(step: Step, at: Instant): Step {
  const task = openTaskOf(step);
  if (!task) return step;
  const isWaiting = task.state !== 'withheld' && isPausing(bucketOfTask(task)) && !isStopped(step);
  const state = isWaiting ? kindOf(task).atWork : task.state;
  const bucket = bucketOf(step.stops, { ...task, state });
  if (step.ledger.at(-1)?.bucket === bucket) return step;
  const because = reasons[bucket];
  const event = step.events + 1;
  const tasks = step.tasks.map((one) => (one === task ? { ...task, state } : one));
  const line = { at, bucket, task: task.code, event, because };
  return { ...step, tasks, events: event, ledger: [...step.ledger, line] };
}

const reasons: Record<Bucket, string> = {
  GOV: 'resume',
  AGENCY: 'working',
  OWNER: 'resume',
  EXCLUDED: 'stop',
};

/** The open task is done by the rule of steps, and the next one is in the hands of whoever works on it. */
export function finishTask(step: Step, at: Instant): Step {
  const task = openTaskOf(step);
  if (!task) return step;
  const events = kindOf(task).finish(task, at, ['what-if/1', 'what-if/2']);
  return settle(events.reduce(apply, step), at);
}

function apply(step: Step, event: StepEvent): Step {
  const next = stepProgress(step, event);
  return isRefusal(next) ? step : next;
}
