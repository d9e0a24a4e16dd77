import { CancellationScope, condition } from '@temporalio/workflow';
import type { RecordedEvent } from '../messages/activities.ts';

/**
 * Writes a workflow's events by an activity, one write at a time; events noted meanwhile go into the next write.
 * A handler that awaits `untilWritten` answers only when its caller can read what it did.
 */
export function recorder<Answer>(write: (events: readonly RecordedEvent[]) => Promise<Answer>) {
  const pending: RecordedEvent[] = [];
  let written = 0;
  let answer: Answer | undefined;
  return {
    note: (event: RecordedEvent) => void pending.push(event),
    isPending: () => pending.length > 0,
    /** what the last write answered */
    answer: () => answer,
    untilWritten: (seq: number) => condition(() => written >= seq),
    /**
     * Not cancellable: a cancellation must not leave a closing half written. A second one goes past a write that is refused for as
     * long as the projection contradicts it.
     */
    flush: () =>
      CancellationScope.nonCancellable(async () => {
        while (pending.length > 0) {
          const batch = pending.splice(0);
          // awaited here and nowhere deeper: one more await would end differently in recorded histories
          answer = await write(batch);
          written = Math.max(written, batch.at(-1)?.seq ?? 0);
        }
      }),
  };
}
