import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Instant } from '../domain/instant.ts';
import { type OfficeClock, realMsUntil } from '../domain/office-clock.ts';
import { shanghaiMinute } from '../domain/shanghai-time.ts';
import { inBoth } from '../domain/words.ts';

/**
 * Wakes a workflow no later than a given office instant. A timer that is already set and fires earlier is kept: the workflow
 * then finds that nothing is due and sets the next. So a step that is paused and resumed twelve times has about three timers in
 * its history, not thirty.
 */
export function markTimer(clock: OfficeClock) {
  let firesAt: Instant | null = null;
  let hasFired = false;
  let timer: CancellationScope | undefined;
  return {
    /** since the last `setFor` */
    hasFired: () => hasFired,
    /** `what` happens then, as a code of `words`: the summary of the timer in the Temporal UI */
    setFor(at: Instant | null, what: string): void {
      hasFired = false;
      if (at === null || (firesAt !== null && firesAt <= at)) return;
      timer?.cancel();
      firesAt = at;
      const mine = (timer = new CancellationScope());
      void mine
        .run(() =>
          sleep(realMsUntil(clock, at, Date.now()), { summary: `${inBoth(what)} · ${shanghaiMinute(at)}` }),
        )
        .then(
          () => fire(mine),
          () => undefined,
        );
    },
  };
  function fire(which: CancellationScope): void {
    if (which !== timer) return;
    firesAt = null;
    hasFired = true;
  }
}
