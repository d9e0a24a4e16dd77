import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../service/logger.ts';
import type { RunningWorker } from './worker.ts';

/** Real milliseconds: between two attempts to start, doubled each time; a worker that ran so long starts over with the first. */
const retryMs = { first: 500, longest: 10_000, forgetAfter: 60_000 };

/** Real milliseconds a stop waits for a start that is under way. */
const startingMs = 1_000;

/** Keeps a worker running in the background: started again while Temporal is down and whenever it fails, until stopped. */
export function keepWorking(start: () => Promise<RunningWorker>, logger: Logger) {
  const stopping = new AbortController();
  let worker: RunningWorker | undefined;

  const attempt = async () => {
    worker = await start();
    const running = worker.run();
    if (stopping.signal.aborted) worker.shutdown();
    else logger.info('the worker has started');
    await running;
  };

  const work = async () => {
    let waitMs = retryMs.first;
    while (!stopping.signal.aborted) {
      const from = Date.now();
      await attempt().catch((error: unknown) => {
        logger.warn({ err: error, againInMs: waitMs }, 'the worker could not start or has failed');
      });
      if (Date.now() - from > retryMs.forgetAfter) waitMs = retryMs.first;
      await pause(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      waitMs = Math.min(waitMs * 2, retryMs.longest);
    }
  };

  const done = work();
  const isWorking = () => worker?.isRunning() ?? false;
  /** drains the worker; ends when nothing of it runs any more */
  const stop = async () => {
    stopping.abort();
    if (!isWorking()) return Promise.race([done, pause(startingMs, undefined, { ref: false })]);
    worker?.shutdown();
    return done;
  };
  return { isWorking, stop };
}
