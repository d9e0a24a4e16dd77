import { setTimeout as pause } from 'node:timers/promises';

/** Real milliseconds from a ring to its sound: who rings inside a transaction has committed by then. */
const soundMs = 25;

/** A bell that wakes all who listen soon after it was rung. */
export function openBell() {
  let silence = new AbortController();
  const sound = () => {
    silence.abort();
    silence = new AbortController();
  };
  return {
    ring: () => void setTimeout(sound, soundMs).unref(),
    /** ends when the bell sounds, at the latest after `ms` real milliseconds */
    soundsWithin: (ms: number) => pause(ms, undefined, { signal: silence.signal }).catch(() => undefined),
  };
}
