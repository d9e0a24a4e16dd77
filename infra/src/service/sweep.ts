import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from './logger.ts';

/** A job done again and again, the next time `everyMs` real milliseconds after it has ended. */
export interface Sweep {
  readonly name: string;
  readonly everyMs: number;
  /** a turn that waits ends early at `signal`, when the service stops */
  readonly run: (signal: AbortSignal) => Promise<unknown>;
}

export const every = (everyMs: number, run: Sweep['run'], name = run.name): Sweep => ({
  name,
  everyMs,
  run,
});

/** Starts a sweep. It never overlaps itself; a failure is logged and the next turn comes all the same. */
export function startSweep({ name, everyMs, run }: Sweep, logger: Logger) {
  const stopping = new AbortController();
  const sweep = async () => {
    while (!stopping.signal.aborted) {
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await run(stopping.signal).catch((error: unknown) =>
        logger.error({ err: error, sweep: name }, 'a sweep has failed'),
      );
    }
  };
  const done = sweep();
  /** ends when the turn that runs has ended */
  const stop = () => {
    stopping.abort();
    return done;
  };
  return { stop };
}
