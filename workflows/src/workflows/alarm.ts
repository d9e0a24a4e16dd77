import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Instant } from '../domain/instant.ts';
import type { OfficeClock } from '../domain/office-clock.ts';
import { realMsUntil } from '../domain/office-clock.ts';

/**
 * Wakes a workflow no later than a given office instant. A timer that is already set and rings earlier stays: the workflow
 * looks again and sets the next. So a step that is paused and resumed a dozen times has three timers on record, not thirty.
 */
export function alarm(clock: OfficeClock) {
  let ringsAt: Instant | null = null;
  let hasRung = false;
  let timer: CancellationScope | undefined;
  return {
    /** since the last `setFor` */
    hasRung: () => hasRung,
    setFor(at: Instant | null): void {
      hasRung = false;
      if (at === null || (ringsAt !== null && ringsAt <= at)) return;
      timer?.cancel();
      ringsAt = at;
      const mine = (timer = new CancellationScope());
      void mine
        .run(() => sleep(realMsUntil(clock, at, Date.now())))
        .then(
          () => ring(mine),
          () => undefined,
        );
    },
  };
  function ring(which: CancellationScope): void {
    if (which !== timer) return;
    ringsAt = null;
    hasRung = true;
  }
}
