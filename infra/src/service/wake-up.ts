import { setTimeout as pause } from 'node:timers/promises';

/** Lets loops that wait for work begin their next round at once when there is some: one of them for each wake-up. */
export function openWakeUp() {
  const sleeping: AbortController[] = [];
  let isDue = false;
  return {
    /** when all are at work, the next one that is done does not wait */
    wake: () => {
      const next = sleeping.shift();
      if (next) next.abort();
      else isDue = true;
    },
    /** ends at a wake-up or at `signal`, at the latest after `ms` real milliseconds */
    async wait(ms: number, signal: AbortSignal): Promise<void> {
      if (isDue) return void (isDue = false);
      const mine = new AbortController();
      sleeping.push(mine);
      await pause(ms, undefined, { signal: AbortSignal.any([mine.signal, signal]) }).catch(() => undefined);
      if (sleeping.includes(mine)) sleeping.splice(sleeping.indexOf(mine), 1);
    },
  };
}
