/** A task an on-demand order may shorten: working days at least, and on the full track. */
interface Elastic {
  readonly min: number;
  readonly value: number;
}

/**
 * Hands out `spare` days above the minima one at a time by Webster's method: the next day to the task with the largest
 * (value − min) / (2 × days given + 1), of equals the earlier. So a longer order never shortens a task.
 */
export function shareOut(tasks: readonly Elastic[], spare: number): number[] {
  const given = tasks.map(() => 0);
  for (let day = 0; day < spare; day++) {
    const claims = tasks.map(({ value, min }, i) => ({
      i,
      over: value - min,
      under: 2 * (given[i] ?? 0) + 1,
    }));
    const next = claims.reduce((best, claim) =>
      claim.over * best.under > best.over * claim.under ? claim : best,
    );
    given[next.i] = (given[next.i] ?? 0) + 1;
  }
  return tasks.map(({ min }, i) => min + (given[i] ?? 0));
}
