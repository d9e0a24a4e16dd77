import { percentile } from '../replay/distribution.ts';
import type { ProcessorTime } from './processor-time.ts';

/** An aim: of the product's own figure, or of its ratio to the bare one. */
export type Aim = { readonly of: 'product' | 'ratio' } & (
  { readonly atLeast: number } | { readonly atMost: number }
);

/** One thing measured in several rounds, on the product and, round for round, on the bare side if it can be. */
export interface Figure {
  readonly title: string;
  readonly product: readonly number[];
  readonly bare: readonly number[];
  readonly aim?: Aim;
}

const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Of each round the product to the bare side of the same round, and of these the middle. */
export const ratioOf = ({ product, bare }: Figure): number =>
  median(product.map((value, round) => value / (bare[round] ?? NaN)));

/** Whether the aim is met; undefined where there is none. */
export function isMet(figure: Figure): boolean | undefined {
  const { aim } = figure;
  if (!aim) return undefined;
  const value = aim.of === 'ratio' ? ratioOf(figure) : median(figure.product);
  return 'atLeast' in aim ? value >= aim.atLeast : value <= aim.atMost;
}

const number = (value: number): string =>
  !Number.isFinite(value) ? '–' : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

function aimText({ aim }: Figure): string {
  if (!aim) return '';
  const bound = 'atLeast' in aim ? `≥ ${aim.atLeast}` : `≤ ${aim.atMost}`;
  return aim.of === 'ratio' ? `ratio ${bound}` : bound;
}

/** A row for each figure: the middle of its rounds, the ratio, the aim and whether it is met. */
export const rows = (figures: readonly Figure[]): string[] => [
  row(['', 'product', 'bare', 'ratio', 'aim', '']),
  ...figures.map((figure) => {
    const met = isMet(figure);
    const values = [median(figure.product), median(figure.bare), ratioOf(figure)].map(number);
    return row([figure.title, ...values, aimText(figure), met === undefined ? '' : met ? 'met' : 'missed']);
  }),
];

const row = ([title = '', ...cells]: readonly string[]): string => {
  const [product = '', bare = '', ratio = '', aim = '', met = ''] = cells;
  const numbers = [product, bare, ratio].map((cell) => cell.padStart(8)).join('');
  return `${title.padEnd(62)}${numbers}  ${aim.padEnd(13)}${met}`.trimEnd();
};

/** Milliseconds of processor time for one of `what`, by process, the middle of the rounds. */
export function processorLine(what: string, rounds: readonly ProcessorTime[]): string {
  const names = [...new Set(rounds.flatMap((round) => Object.keys(round)))];
  const times = names
    .map((name) => [name, median(rounds.map((round) => round[name] ?? 0))] as const)
    .filter(([, ms]) => ms >= 0.05)
    .toSorted(([, a], [, b]) => b - a);
  return `${what}: ${times.map(([name, ms]) => `${name} ${number(ms)}`).join(', ')}`;
}
