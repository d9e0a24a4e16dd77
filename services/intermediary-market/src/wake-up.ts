import { setTimeout as pause } from 'node:timers/promises';

/** Real milliseconds from a call of `wake` until it takes effect: who calls inside a transaction has committed by then. */
const delayMs = 25;

/** Lets loops that poll begin their next round at once when there is work, instead of at the end of their pause. */
export function openWakeUp() {
  let sleep = new AbortController();
  const wakeNow = () => {
    sleep.abort();
    sleep = new AbortController();
  };
  return {
    wake: () => void setTimeout(wakeNow, delayMs).unref(),
    /** ends at a wake-up, at the latest after `ms` real milliseconds */
    wait: (ms: number) => pause(ms, undefined, { signal: sleep.signal }).catch(() => undefined),
  };
}
