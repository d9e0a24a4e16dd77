import { percentile } from '../replay/distribution.ts';
import { sides, type Side } from './askers.ts';
import type { Round } from './load.ts';

/** What was measured over a table of so many orders: for each side its rounds, in the order in which they were run. */
export interface Measured {
  readonly orders: number;
  readonly rounds: Readonly<Record<Side, readonly Round[]>>;
}

/** The shell answers at least half as fast as the bare handler, and a large table costs at most a fifth of the speed. */
const bounds = { ratio: 0.5, flat: 0.8 };

const median = (values: readonly number[]): number => percentile(values, 0.5);
const medianOf = (rounds: readonly Round[], of: keyof Round) => median(rounds.map((round) => round[of]));

/** Of each round how much faster the one was than the other, and of these the middle. */
const ratio = (rounds: readonly Round[], others: readonly Round[]): number =>
  median(rounds.map(({ perSecond }, i) => perSecond / (others[i]?.perSecond ?? NaN)));

/** A table of what was measured, a row for each size and side. */
export const rows = (all: readonly Measured[]): string[] => [
  '    orders  reads by    per second  p50 ms  p99 ms  of bare',
  ...all.flatMap(({ orders, rounds }) => sides.map((side) => row(orders, side, rounds))),
];

function row(orders: number, side: Side, rounds: Measured['rounds']): string {
  const its = rounds[side];
  const numbers = [
    medianOf(its, 'perSecond').toFixed(0).padStart(10),
    medianOf(its, 'p50').toFixed(0).padStart(6),
    medianOf(its, 'p99').toFixed(0).padStart(6),
    ratio(its, rounds.bare).toFixed(2).padStart(7),
  ];
  return `${orders.toLocaleString('en').padStart(10)}  ${side.padEnd(10)}  ${numbers.join('  ')}`;
}

/** How the speed over the largest table is to that over the smallest, by side. */
export const flatness = (all: readonly Measured[]): string =>
  `over the largest table as fast as over the smallest: ${sides.map((side) => `${side} ${flat(all, side).toFixed(2)}`).join(', ')}`;

function flat(all: readonly Measured[], side: Side): number {
  const [small, large] = [all[0], all.at(-1)];
  return small && large ? ratio(large.rounds[side], small.rounds[side]) : NaN;
}

/** A plain sentence for every bound that was not kept. */
export function broken(all: readonly Measured[]): string[] {
  const people = sides.filter((side) => side !== 'bare');
  const slow = all.flatMap(({ orders, rounds }) =>
    people
      .filter((side) => !(ratio(rounds[side], rounds.bare) >= bounds.ratio))
      .map(
        (side) =>
          `Over ${orders.toLocaleString('en')} orders reads by ${side} are less than half as fast as bare ones.`,
      ),
  );
  const steep = people
    .filter((side) => !(flat(all, side) >= bounds.flat))
    .map(
      (side) =>
        `Reads by ${side} are more than a fifth slower over the largest table than over the smallest.`,
    );
  return [...slow, ...steep];
}
