import { decision, decisionsAtOnce, opening, storm, wholeOrders, type Measure } from './measure.ts';
import type { ProcessorTime } from './processor-time.ts';
import type { Side } from './side.ts';
import type { Aim, Figure } from './table.ts';

export interface Sizes {
  readonly rounds: number;
  /** orders that are walked side by side */
  readonly orders: number;
  /** orders of a storm; none is raised when 0 */
  readonly storm: number;
}

interface Compared {
  readonly title: string;
  readonly measure: Measure;
  readonly aim?: Aim;
  /** what one of them is called where processor time is told */
  readonly one?: string;
}

/** Orders of a run by one caller. */
const inARow = 3;

const compared = ({ orders }: Sizes): Compared[] => [
  {
    title: `whole orders of track 50 a second, ${orders} at once`,
    measure: wholeOrders(orders),
    aim: { of: 'ratio', atLeast: 0.9 },
    one: 'a whole order',
  },
  { title: 'an opening, 1 caller, ms', measure: opening(inARow), aim: { of: 'product', atMost: 100 } },
  { title: 'a decision, 1 caller, ms', measure: decision(inARow), aim: { of: 'ratio', atMost: 1.4 } },
  { title: 'decisions a second, 8 callers', measure: decisionsAtOnce(8) },
  {
    title: 'decisions a second, 32 callers',
    measure: decisionsAtOnce(32),
    aim: { of: 'ratio', atLeast: 0.7 },
    one: 'a decision of 32 callers',
  },
];

const stormOf = ({ storm: orders }: Sizes): Compared[] =>
  orders === 0
    ? []
    : [
        {
          title: `cases of one instant on record a second, ${orders} of them`,
          measure: storm(orders),
          aim: { of: 'ratio', atLeast: 0.8 },
        },
      ];

export interface Result extends Figure {
  readonly one?: string;
  readonly processor: Readonly<Record<Side['name'], readonly ProcessorTime[]>>;
}

export interface Sides {
  readonly product: Side;
  readonly bare: Side;
}

/**
 * Every measure on both sides in turn, forth and back, in several rounds, so that what else the machine does falls on both alike.
 * The storms come last: they make the office clock fast, for good.
 */
export async function compare(
  sides: Sides,
  sizes: Sizes,
  report: (sentence: string) => void,
): Promise<Result[]> {
  for (const side of [sides.bare, sides.product]) {
    await wholeOrders(1)(side);
    await decisionsAtOnce(8)(side);
  }
  return [
    ...(await inRounds(sides, compared(sizes), sizes.rounds, report)),
    ...(await inRounds(sides, stormOf(sizes), sizes.rounds, report)),
  ];
}

async function inRounds(
  { product, bare }: Sides,
  all: readonly Compared[],
  rounds: number,
  report: (sentence: string) => void,
): Promise<Result[]> {
  const results = all.map((one) => ({ ...one, ...noRounds() }));
  for (let round = 0; round < rounds; round += 1)
    for (const { measure, title, processor, ...values } of results) {
      for (const side of round % 2 === 0 ? [bare, product] : [product, bare]) {
        const run = await measure(side);
        values[side.name].push(run.value);
        processor[side.name].push(run.processor);
      }
      report(`round ${round + 1}: ${title}: ${lastOf(values.product)} beside ${lastOf(values.bare)}`);
    }
  return results;
}

const noRounds = () => ({
  product: [] as number[],
  bare: [] as number[],
  processor: { product: [] as ProcessorTime[], bare: [] as ProcessorTime[] },
});

const lastOf = (values: readonly number[]) => (values.at(-1) ?? NaN).toFixed(2);

/** Processor time of the service that runs the workflows, for one decision of 32 callers. */
export function workerFigure(results: readonly Result[]): Figure[] {
  const many = results.find(({ one }) => one?.startsWith('a decision'));
  if (!many) return [];
  const of = (side: Side['name'], name: string) => many.processor[side].map((round) => round[name] ?? NaN);
  return [
    {
      title: 'a decision of 32 callers: processor ms of the worker’s process',
      product: of('product', 'approval-workflows'),
      bare: of('bare', 'bare'),
      aim: { of: 'product', atMost: 15 },
    },
  ];
}
