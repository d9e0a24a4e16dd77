import { CancellationScope, condition } from '@temporalio/workflow';
import type { RecordedEvent } from '../messages/activities.ts';

/**
 * Puts a workflow's events on record, one write at a time: what piles up meanwhile goes into the next one.
 * A handler that awaits `untilWritten` answers only when its caller can read what it did.
 */
export function recorder(write: (events: readonly RecordedEvent[]) => Promise<void>) {
  const pending: RecordedEvent[] = [];
  let written = 0;
  return {
    note: (event: RecordedEvent) => void pending.push(event),
    isPending: () => pending.length > 0,
    untilWritten: (seq: number) => condition(() => written >= seq),
    /** Not cancellable: a technical stop must not leave a closing half on record. */
    flush: () =>
      CancellationScope.nonCancellable(async () => {
        while (pending.length > 0) {
          const batch = pending.splice(0);
          await write(batch);
          written = batch.at(-1)?.seq ?? written;
        }
      }),
  };
}
