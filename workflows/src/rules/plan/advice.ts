import type { AdviceReason, ProjectFacts } from '../../domain/advice.ts';
import { tracks, type Track } from '../../domain/tracks-and-steps.ts';
import { rangeOfDays } from './plan-for.ts';

/** A reason, and when it holds. */
interface Condition {
  readonly code: AdviceReason;
  readonly holds: (facts: ProjectFacts) => boolean;
}
/** A condition that says how few working days an order on demand can have. */
interface DaysCondition extends Condition {
  readonly least: number;
}

/** Soil and water plans: a report from 5 ha or 50,000 m³ on, a table from 0.5 ha or 1,000 m³ on, below both nothing. */
const soil = { report: { hectares: 5, cubicMetres: 50_000 }, table: { hectares: 0.5, cubicMetres: 1_000 } };
const reaches = ({ disturbedHectares, earthworkCubicMetres }: ProjectFacts, least: keyof typeof soil) =>
  disturbedHectares >= soil[least].hectares || earthworkCubicMetres >= soil[least].cubicMetres;

/**
 * What stands against each track. What bars a track bars every faster one, so that a slower track is feasible wherever a faster one is.
 */
const obstacles: Readonly<Record<Track, readonly Condition[]>> = {
  '80': [],
  '50': [
    // track 50 is for land of a park; a new site has the whole of the evaluations
    { code: 'new-site', holds: ({ land }) => land === 'new-site' },
    // Environmental Impact Assessment Law art. 22: a report takes up to 60 calendar days, a table 30
    { code: 'environmental-report', holds: ({ environment }) => environment === 'report' },
    // Housing ministry order 51 of 2020: special projects are reviewed in 15 working days, the others filed
    { code: 'special-fire-review', holds: ({ fire }) => fire === 'special' },
    // Zhejiang energy rule 532 of 2019: below 3,000 tce a commitment is filed; its classes end at 5,000 tce, above which reviews are no less
    { code: 'full-energy-review', holds: ({ energyTce }) => energyTce >= 3_000 },
    // the same rule, and Zhejiang office rule 119 of 2017: no commitments in high pollution, energy or risk
    { code: 'negative-list', holds: ({ isOnNegativeList }) => isOnNegativeList },
    // a park with an approved area plan has a registration form instead
    { code: 'soil-report', holds: (facts) => !facts.hasAreaEvaluation && reaches(facts, 'report') },
  ],
  '30': [
    { code: 'no-ground-for-30', holds: (facts) => !grounds.some(({ holds }) => holds(facts)) },
    // track 30 has a registration form or a commitment, and no days to write a table
    {
      code: 'environmental-table',
      holds: ({ environment, hasAreaEvaluation }) => environment === 'table' && !hasAreaEvaluation,
    },
    { code: 'soil-table', holds: (facts) => !facts.hasAreaEvaluation && reaches(facts, 'table') },
    // not settled: that a registration form stands for a plan of this size within 30 days
    { code: 'large-site', holds: (facts) => reaches(facts, 'report') },
    // conditional acceptance: a broken promise bars it until repaired; commitments stand and fall with credit
    { code: 'broken-promise', holds: ({ credit }) => credit === 'broken-promise' },
    // track 30 has no scheme design
    { code: 'design-not-ahead', holds: ({ isDesignAhead }) => !isDesignAhead },
  ],
};

/** What speaks for track 30; one is enough. */
const grounds: readonly DaysCondition[] = [
  // Jinhua 2018: standard land, commitments and agents, from record to start in 13 working days
  { code: 'standard-land', holds: ({ land }) => land === 'standard-land', least: 13 },
  // Zhejiang 2020: low-risk small projects, plain warehouses and standard plants up to 5,000 m², in 20 working days
  {
    code: 'small-low-risk',
    holds: ({ floorSquareMetres, building, environment }) =>
      floorSquareMetres <= 5_000 && building === 'plain' && environment === 'registration',
    least: 20,
  },
  // not settled: no source has fewer than the whole 30 days
  { code: 'no-new-land', holds: ({ land }) => land === 'no-new-land', least: 30 },
];

/** What keeps an order on demand from being short, whatever speaks for it. */
const floors: readonly DaysCondition[] = [
  // not settled; the one amount in the sources, where a city (Taizhou 2022) begins to treat projects as large, is 100 million yuan
  { code: 'large-investment', holds: ({ investmentYuan }) => investmentYuan >= 100_000_000, least: 30 },
];

/** What should be known, and changes neither track nor days. */
const remarks: readonly Condition[] = [
  // Zhejiang energy rule 532 of 2019 and county practice: from 400 kVA on the county's counter, without a transformer the township
  { code: 'county-energy-filing', holds: ({ newTransformerKva }) => newTransformerKva >= 400 },
  // not settled between the two
  {
    code: 'small-transformer',
    holds: ({ newTransformerKva }) => newTransformerKva > 0 && newTransformerKva < 400,
  },
];

/** The fastest track that is feasible. */
export interface Advice {
  readonly track: Track;
  /** working days of its order */
  readonly days: number;
  /** the fewest working days its order can have */
  readonly least: number;
  readonly reasons: readonly AdviceReason[];
  /** why each faster track is not feasible */
  readonly obstacles: readonly { readonly track: Track; readonly because: readonly AdviceReason[] }[];
}

/**
 * The track a project should order, and its days: on demand as many as it has until the day it wants, 30 when it wants none. Nobody is
 * held to it: a slower track is free.
 */
export function adviseTrack(facts: ProjectFacts, daysWanted: number | null = null): Advice {
  const track = feasibleTracks(facts).at(-1) ?? '80';
  const least = leastDays(track, facts);
  const { most } = rangeOfDays(track);
  return {
    ...{ track, least },
    days: Math.max(least, Math.min(daysWanted ?? most, most)),
    reasons: reasonsFor(track, facts),
    obstacles: tracks
      .slice(tracks.indexOf(track) + 1)
      .map((faster) => ({ track: faster, because: obstaclesTo(faster, facts) })),
  };
}

/** The orders that would be done in so many working days, the slowest first: each with its days. */
export const ordersWithin = (facts: ProjectFacts, days: number): { track: Track; days: number }[] =>
  feasibleTracks(facts)
    .filter((track) => leastDays(track, facts) <= days)
    .map((track) => ({ track, days: Math.min(days, rangeOfDays(track).most) }));

const feasibleTracks = (facts: ProjectFacts): Track[] =>
  tracks.filter((track) => obstaclesTo(track, facts).length === 0);

/** The obstacles to a track: its own and those to every slower one. */
const obstaclesTo = (track: Track, facts: ProjectFacts): AdviceReason[] =>
  tracks.slice(0, tracks.indexOf(track) + 1).flatMap((one) => codesOf(obstacles[one], facts));

function leastDays(track: Track, facts: ProjectFacts): number {
  const { least } = rangeOfDays(track);
  if (track !== '30') return least;
  const held = (all: readonly DaysCondition[]) =>
    all.filter(({ holds }) => holds(facts)).map((one) => one.least);
  return Math.max(least, Math.min(...held(grounds)), ...held(floors));
}

function reasonsFor(track: Track, facts: ProjectFacts): AdviceReason[] {
  if (track === '80') return ['open-to-all'];
  const own = track === '30' ? codesOf([...grounds, ...floors], facts) : (['nothing-against-50'] as const);
  return [...own, ...codesOf(remarks, facts)];
}

const codesOf = (conditions: readonly Condition[], facts: ProjectFacts): AdviceReason[] =>
  conditions.filter(({ holds }) => holds(facts)).map(({ code }) => code);
