import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '@doudi/infra/child-process';

interface Kept {
  readonly name: string;
  readonly first: Child;
  /** starts it again, on the same ports */
  readonly again: () => Promise<Child>;
  readonly tell: (sentence: string) => void;
}

/** Real milliseconds after which a process counts as healthy again, so that the next restart comes quickly. */
const healthyMs = 60_000;
const longestWaitMs = 30_000;

/** Starts a process again whenever it ends by itself, later each time it does so quickly. `stop` ends it for good. */
export function keepRunning({ name, first, again, tell }: Kept): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  let child = first;
  let restarts = 0;
  const restart = async (why: string, waitMs: number): Promise<void> => {
    restarts += 1;
    tell(`${name} ${why}; starting it again in ${waitMs / 1_000} s (restart ${restarts}).`);
    await sleep(waitMs, undefined, { signal });
    await again().then(
      (next) => void (child = next),
      (error: Error) =>
        restart(`could not be started (${error.message})`, Math.min(longestWaitMs, waitMs * 2)),
    );
  };
  const watch = async () => {
    for (let waitMs = 500; ;) {
      const since = Date.now();
      const how = await child.exited;
      signal.throwIfAborted();
      waitMs = Date.now() - since > healthyMs ? 500 : Math.min(longestWaitMs, waitMs * 2);
      await restart(`ended (${how})`, waitMs);
    }
  };
  const watched = watch().catch(() => {}); // only ever ends because it is stopping
  const stop = async () => {
    stopping.abort();
    await child.stop();
    await watched;
    await child.stop(); // one that was just being started again
  };
  return { stop };
}
