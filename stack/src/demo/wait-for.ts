import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '@doudi/infra/failure';

interface Waiting {
  readonly what: string;
  /** real milliseconds */
  readonly withinMs?: number;
  readonly signal?: AbortSignal | undefined;
}

const lookEveryMs = 50;

/** Looks until there is something to see, and answers it; a failure when it takes too long. */
export async function waitFor<T>(
  { what, withinMs = 30_000, signal }: Waiting,
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > deadline) throw failure(`${what} did not come within ${withinMs / 1_000} s.`);
    await sleep(lookEveryMs, undefined, { signal });
  }
}
