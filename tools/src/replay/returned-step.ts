import { failure } from '@doudi/infra/failure';
import {
  isRefusal,
  openStep,
  planFor,
  stepProgress,
  type Instant,
  type Plan,
  type Step,
} from '@doudi/workflows';

/** A step of track 50 whose first task the checker returns again and again: the step after each of these decisions, a minute apart. */
export function returnedStep(openedAt: Instant, decisions: number): { at: Instant; step: Step }[] {
  const [planned] = (planFor('50') as Plan).steps;
  const task = planned?.tasks[0];
  if (!planned || task?.kind !== 'review') throw failure('Track 50 does not begin with a review.');
  const by = (subject: string) => ({ subject, department: task.department });
  let step = openStep(planned, openedAt);
  return Array.from({ length: decisions }, (_, number) => {
    const at = openedAt + 60_000 * (number + 1);
    const next = stepProgress(step, {
      ...{ at, task: task.code },
      ...(number % 2 === 0
        ? { kind: 'review', by: by('reviewer'), opinion: 'approve' }
        : { kind: 'check', by: by('checker'), verdict: 'return' }),
    });
    if (isRefusal(next)) throw failure(`The step refuses decision ${number + 1}: ${next.refused}.`);
    return { at, step: (step = next) };
  });
}
