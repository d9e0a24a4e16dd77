import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '@doudi/local';
import { failure } from '@doudi/infra/failure';

interface Kept {
  readonly name: string;
  readonly first: Child;
  /** starts it again, on the same ports */
  readonly again: () => Promise<Child>;
  readonly report: (sentence: string) => void;
}

interface KeptRunning {
  /** Asks the process to stop and starts it again at once; resolves with the new one. It counts as no crash. */
  readonly renew: () => Promise<Child>;
  /** Ends it for good. */
  readonly stop: () => Promise<void>;
}

/** Real milliseconds after which a process counts as healthy again, so that the next restart comes quickly. */
const healthyMs = 60_000;
const firstWaitMs = 500;
const longestWaitMs = 30_000;

/** Starts a process again whenever it ends by itself, later each time it does so quickly. */
export function keepRunning({ name, first, again, report }: Kept): KeptRunning {
  const stopping = new AbortController();
  const { signal } = stopping;
  const renewals: Waiting<Child>[] = [];
  let child = first;
  let restarts = 0;
  const restart = async (why: string, waitMs: number): Promise<void> => {
    restarts += 1;
    report(`${name} ${why}; starting it again in ${waitMs / 1_000} s (restart ${restarts}).`);
    await sleep(waitMs, undefined, { signal });
    await start(waitMs);
  };
  const start = async (waitMs: number): Promise<void> => {
    const next = await again().catch((error: Error) => error);
    if (next instanceof Error)
      return restart(`could not be started (${next.message})`, Math.min(longestWaitMs, waitMs * 2));
    child = next;
    for (const { resolve } of renewals.splice(0)) resolve(next);
  };
  const watch = async () => {
    for (let waitMs = firstWaitMs; ;) {
      const since = Date.now();
      const how = await child.exited;
      signal.throwIfAborted();
      if (renewals.length > 0) {
        await start(firstWaitMs);
        continue;
      }
      waitMs = Date.now() - since > healthyMs ? firstWaitMs : Math.min(longestWaitMs, waitMs * 2);
      await restart(`ended (${how})`, waitMs);
    }
  };
  const watched = watch()
    .catch(() => {}) // only ever ends because it is stopping
    .finally(() => renewals.splice(0).forEach(({ reject }) => reject(failure(`${name} is stopping.`))));
  // the watcher alone starts a process, so that a crash and a renewal at once do not start two
  const renew = () =>
    new Promise<Child>((resolve, reject) => {
      if (signal.aborted) return reject(failure(`${name} is stopping.`));
      renewals.push({ resolve, reject });
      void child.stop();
    });
  const stop = async () => {
    stopping.abort();
    await child.stop();
    await watched;
    await child.stop(); // one that was just being started again
  };
  return { renew, stop };
}

interface Waiting<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}
