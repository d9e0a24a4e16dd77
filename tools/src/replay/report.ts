import { tracks } from '@doudi/workflows';
import { histogram, share, spread } from './distribution.ts';
import type { Ending, Replayed } from './replay-orders.ts';

/** What a replay found, as lines to print: a table by track, and how many days were left of the budgets. */
export const report = (replayed: readonly Replayed[]): string[] => [
  `${''.padEnd(14)} ${'used days'.padEnd(33)} ${'late'.padEnd(17)} due day moved`,
  `${'track  orders'.padEnd(14)}  before: p10  p50  p90   after: p10  p50  p90    before    after   by p10  p50  p90 calendar days`,
  ...[...tracks, 'all'].map((track) =>
    row(
      track,
      replayed.filter((one) => track === 'all' || one.track === track),
    ),
  ),
  '',
  'working days left of the budget at the permit, as it was (negative: late)',
  ...histogram(
    replayed.map(({ before }) => before.remaining),
    5,
  ),
  '',
  'the same, what if',
  ...histogram(
    replayed.map(({ after }) => after.remaining),
    5,
  ),
];

function row(track: string, replayed: readonly Replayed[]): string {
  const late = (of: (one: Replayed) => Ending) =>
    share(replayed.filter((one) => of(one).isLate).length, replayed.length).padStart(8);
  const used = (of: (one: Replayed) => Ending) => spread(replayed.map((one) => of(one).used));
  const shifts = replayed.flatMap(({ shift }) => shift ?? []);
  const { before, after } = { before: (one: Replayed) => one.before, after: (one: Replayed) => one.after };
  return [
    `${track.padEnd(5)} ${String(replayed.length).padStart(7)} `,
    `        ${used(before)}         ${used(after)}  `,
    `${late(before)} ${late(after)}   `,
    `   ${spread(shifts)}`,
  ].join(' ');
}
