import type { AtCounter } from '../../domain/counter.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Change } from '../../domain/ledger.ts';
import type { PaperPromise } from '../../domain/papers.ts';
import type { Order, Step, Task } from '../../domain/step.ts';
import { kindOf } from './task-kinds.ts';

/** Whether something that ends at `closedAt` is over at `at`. */
export const isOver = (closedAt: Instant | null, at: Instant): boolean => closedAt !== null && closedAt <= at;

/** The order as it stood at `at`, which is not before its receipt: without everything that came later. */
export function orderAsOf(order: Order, at: Instant): Order {
  const closedAt = isOver(order.closedAt, at) ? order.closedAt : null;
  const steps = order.steps.filter((step) => step.openedAt <= at).map((step) => stepAsOf(step, at));
  return { ...order, closedAt, steps };
}

/** The step as it stood at `at`. */
export function stepAsOf(step: Step, at: Instant): Step {
  const over = isOver(step.closedAt, at);
  return {
    ...step,
    closedAt: over ? step.closedAt : null,
    outcome: over ? step.outcome : null,
    tasks: step.tasks.map((task) => taskAsOf(step, task, at)),
    ledger: step.ledger.filter((line) => line.at <= at),
    stops: step.stops
      .filter((stop) => stop.from <= at)
      .map((stop) => ({ ...stop, endedAt: isOver(stop.endedAt, at) ? stop.endedAt : null })),
  };
}

/**
 * A task keeps no history of its states: one that has ended since is taken to have been at work, but for a result that was withheld,
 * as the ledger says.
 */
function taskAsOf({ ledger }: Step, whole: Task, at: Instant): Task {
  const task = { ...whole, ...counterAsOf(whole, at) };
  if (task.openedAt === null || task.openedAt > at)
    return { ...task, state: 'waiting', openedAt: null, closedAt: null };
  const isClosed = isOver(task.closedAt, at);
  const last = ledger.findLast((line) => line.at <= at && line.task === task.code);
  if (!isClosed && isWithholding(last)) return { ...task, state: 'withheld', closedAt: null };
  if (isClosed || (task.closedAt === null && task.state !== 'withheld')) return task;
  return { ...task, state: kindOf(task).atWork, closedAt: null };
}

/** Whether a result is withheld from this line of a ledger on: the task has been decided, and needs no more days. */
export const isWithholding = (line: Pick<Change, 'because'> | undefined): boolean =>
  line?.because === 'withhold';

/** What had happened at the counter by `at`. */
const counterAsOf = (task: Task, at: Instant): AtCounter => ({
  acceptance: task.acceptance && task.acceptance.at <= at ? task.acceptance : null,
  supplements: task.supplements
    .filter(({ askedAt }) => askedAt <= at)
    .map((one) => ({ ...one, suppliedAt: isOver(one.suppliedAt, at) ? one.suppliedAt : null })),
  requests: task.requests.filter((one) => one.at <= at),
  extension: task.extension && task.extension.grantedAt <= at ? task.extension : null,
  opinions: task.opinions.filter((one) => one.at <= at),
  publicNotice: task.publicNotice,
  ...(task.promises && { promises: promisesAsOf(task.promises, at) }),
  ...(task.commitments && { commitments: task.commitments.filter(({ signedAt }) => signedAt <= at) }),
});

const promisesAsOf = (promises: readonly PaperPromise[], at: Instant): PaperPromise[] =>
  promises
    .filter(({ signedAt }) => signedAt <= at)
    .map((one) => ({
      ...one,
      missedAt: isOver(one.missedAt, at) ? one.missedAt : null,
      keptAt: isOver(one.keptAt, at) ? one.keptAt : null,
    }));
