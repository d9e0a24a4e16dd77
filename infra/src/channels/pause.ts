/** How long a message that was not delivered waits, in real milliseconds. */
export interface Pauses {
  readonly firstMs: number;
  readonly longestMs: number;
}

export const usualPauses: Pauses = { firstMs: 5_000, longestMs: 3_600_000 };

/**
 * The pause after so many earlier failures: doubled each time up to the longest, and of that a random part between half and all, so
 * that what failed together does not come again together. `random` is 0 to below 1.
 */
export const pauseAfter = (
  failures: number,
  { firstMs, longestMs }: Pauses,
  random = Math.random(),
): number => Math.min(firstMs * 2 ** failures, longestMs) * (0.5 + random / 2);
