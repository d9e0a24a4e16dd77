import type { Instant } from '../../domain/instant.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Step } from '../../domain/step.ts';
import { bucketOf } from '../state-machines/bucket-of.ts';
import { openTaskOf, type StepEvent, stepProgress } from '../state-machines/step-progress.ts';

/** What may happen to a step in a hypothesis: nobody did it, so nobody's name is in it. */

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

/** Nothing but a stop keeps the open task waiting any longer: whoever works on it has it now, and a line says so. */
export function settle(step: Step, at: Instant): Step {
  const task = openTaskOf(step);
  if (!task || step.closedAt !== null) return step;
  const isHired = task.kind === 'commission' && !isStopped(step);
  const state = isHired ? 'working' : task.state;
  const bucket = bucketOf(step.stops, state);
  if (step.ledger.at(-1)?.bucket === bucket) return step;
  const because = bucket === 'EXCLUDED' ? 'stop' : isHired ? 'working' : 'resume';
  const event = step.events + 1;
  const tasks = step.tasks.map((one) => (one === task ? { ...task, state } : one));
  return {
    ...step,
    tasks,
    events: event,
    ledger: [...step.ledger, { at, bucket, task: task.code, event, because }],
  };
}

/** The open task is done, by the law of the step, and the next one is in the hands of whoever works on it. */
export function finishTask(step: Step, at: Instant): Step {
  const task = openTaskOf(step);
  if (!task) return step;
  const by = (subject: string) =>
    task.kind === 'review' ? { subject, department: task.department } : { subject };
  const review = { kind: 'review', task: task.code, by: by('what-if/1'), at, opinion: 'approve' } as const;
  const check = { kind: 'check', task: task.code, by: by('what-if/2'), at, verdict: 'approve' } as const;
  const accept = { kind: 'commission', task: task.code, by: by('what-if'), at, state: 'accepted' } as const;
  const isReviewed = task.state === 'checking';
  const events: StepEvent[] = task.kind === 'commission' ? [accept] : isReviewed ? [check] : [review, check];
  return settle(events.reduce(apply, step), at);
}

function apply(step: Step, event: StepEvent): Step {
  const next = stepProgress(step, event);
  return isRefusal(next) ? step : next;
}
