import fc from 'fast-check';
import {
  adviceReasons,
  buildingKinds,
  creditStates,
  environmentalClasses,
  fireClasses,
  landStates,
  type ProjectFacts,
} from '../../domain/advice.ts';
import { tracks } from '../../domain/tracks-and-steps.ts';
import { wordsOf } from '../../domain/words.ts';
import { adviseTrack, ordersWithin, type Advice } from './advice.ts';

/** A workshop on standard land in an evaluated park: nothing stands against 13 days. */
const simple: ProjectFacts = {
  ...{ investmentYuan: 30_000_000, land: 'standard-land', hasAreaEvaluation: true, disturbedHectares: 1.2 },
  ...{ earthworkCubicMetres: 4_000, floorSquareMetres: 9_000, building: 'other', isOnNegativeList: false },
  ...{ environment: 'registration', energyTce: 200, newTransformerKva: 0, fire: 'ordinary', credit: 'good' },
  isDesignAhead: true,
};
const plant = { land: 'park', floorSquareMetres: 5_000, building: 'plain' } as const;
const withoutArea = { hasAreaEvaluation: false } as const;

const brief = ({ track, days, least, reasons }: Advice) => [track, days, least, ...reasons];

describe('the advice without a wanted day', () => {
  test.each<[string, Partial<ProjectFacts>, ...unknown[]]>([
    ['standard land', {}, '30', 30, 13, 'standard-land'],
    ['a plain plant of 5,000 m²', plant, '30', 30, 20, 'small-low-risk'],
    ['works on land it has', { land: 'no-new-land' }, '30', 30, 30, 'no-new-land'],
    ['both grounds, of which the shorter counts', { ...plant, land: 'no-new-land' }, '30', 30, 20, 'small-low-risk', 'no-new-land'],
    ['99,999,999 yuan', { investmentYuan: 99_999_999 }, '30', 30, 13, 'standard-land'],
    ['100 million yuan', { investmentYuan: 100_000_000 }, '30', 30, 30, 'standard-land', 'large-investment'],
    ['a transformer of 400 kVA', { newTransformerKva: 400 }, '30', 30, 13, 'standard-land', 'county-energy-filing'],
    ['a transformer of 399 kVA', { newTransformerKva: 399 }, '30', 30, 13, 'standard-land', 'small-transformer'],
    ['a table for which the area stands', { environment: 'table' }, '30', 30, 13, 'standard-land'],
    ['land of a park', { land: 'park' }, '50', 50, 50, 'nothing-against-50'],
    ['a site from scratch', { land: 'new-site' }, '80', 80, 80, 'open-to-all'],
  ])('%s', (_, facts, ...expected) => {
    expect(brief(adviseTrack({ ...simple, ...facts }))).toEqual(expected);
  }); // prettier-ignore
});

describe('what stands against a faster track', () => {
  test.each<[Partial<ProjectFacts>, ...string[]]>([
    [{ ...plant, floorSquareMetres: 5_001 }, 'no-ground-for-30'],
    [{ ...plant, building: 'other' }, 'no-ground-for-30'],
    [{ ...plant, environment: 'table' }, 'no-ground-for-30'],
    [{ ...withoutArea, disturbedHectares: 0.4999, earthworkCubicMetres: 999, environment: 'table' }, 'environmental-table'],
    [{ ...withoutArea, disturbedHectares: 0.5, earthworkCubicMetres: 0 }, 'soil-table'],
    [{ ...withoutArea, disturbedHectares: 0, earthworkCubicMetres: 1_000 }, 'soil-table'],
    [{ disturbedHectares: 5 }, 'large-site'],
    [{ earthworkCubicMetres: 50_000 }, 'large-site'],
    [{ credit: 'broken-promise' }, 'broken-promise'],
    [{ isDesignAhead: false }, 'design-not-ahead'],
    [{ isDesignAhead: false, credit: 'broken-promise' }, 'broken-promise', 'design-not-ahead'],
  ])('%j: track 50, because of %s', (facts, ...because) => {
    expect(adviseTrack({ ...simple, ...facts })).toMatchObject({ track: '50', obstacles: [{ track: '30', because }] });
  });

  test.each<[Partial<ProjectFacts>, string]>([
    [{ land: 'new-site' }, 'new-site'],
    [{ environment: 'report' }, 'environmental-report'],
    [{ fire: 'special' }, 'special-fire-review'],
    [{ energyTce: 3_000 }, 'full-energy-review'],
    [{ isOnNegativeList: true }, 'negative-list'],
    [{ ...withoutArea, disturbedHectares: 5 }, 'soil-report'],
    [{ ...withoutArea, earthworkCubicMetres: 50_000 }, 'soil-report'],
  ])('%j: track 80, because of %s', (facts, because) => {
    const { track, obstacles } = adviseTrack({ ...simple, ...facts });
    expect([track, obstacles[0]]).toEqual(['80', { track: '50', because: [because] }]);
    // what bars track 50 bars track 30
    expect(obstacles[1]).toMatchObject({ track: '30', because: expect.arrayContaining([because]) as unknown });
  });
}); // prettier-ignore

describe('the days wanted', () => {
  test.each([
    [13, 13],
    [20, 20],
    [30, 30],
    [12, 13],
    [0, 13],
    [-4, 13],
    [31, 30],
    [400, 30],
  ])('an order on demand has as many days as there are until the day wanted: of %i it gets %i', (wanted, days) => {
    expect(adviseTrack(simple, wanted)).toMatchObject({ track: '30', days });
  }); // prettier-ignore

  test.each([
    [12, []],
    [13, [['30', 13]]],
    [49, [['30', 30]]],
    [50, [['50', 50], ['30', 30]]],
    [80, [['80', 80], ['50', 50], ['30', 30]]],
  ])('%i working days can be kept by %j', (days, expected) => {
    expect(ordersWithin(simple, days).map((order) => [order.track, order.days])).toEqual(expected);
  }); // prettier-ignore
});

const anyFacts: fc.Arbitrary<ProjectFacts> = fc.record({
  investmentYuan: fc.integer({ min: 1, max: 2_000_000_000 }),
  land: fc.constantFrom(...landStates),
  hasAreaEvaluation: fc.boolean(),
  disturbedHectares: fc.oneof(fc.constantFrom(0, 0.5, 5), fc.double({ min: 0, max: 20, noNaN: true })),
  earthworkCubicMetres: fc.oneof(fc.constantFrom(0, 1_000, 50_000), fc.nat(100_000)),
  floorSquareMetres: fc.oneof(fc.constantFrom(5_000, 5_001), fc.nat(50_000)),
  building: fc.constantFrom(...buildingKinds),
  isOnNegativeList: fc.boolean(),
  environment: fc.constantFrom(...environmentalClasses),
  energyTce: fc.oneof(fc.constantFrom(2_999, 3_000, 5_001), fc.nat(8_000)),
  newTransformerKva: fc.constantFrom(0, 100, 400, 800),
  fire: fc.constantFrom(...fireClasses),
  credit: fc.constantFrom(...creditStates),
  isDesignAhead: fc.boolean(),
});
const nearlySimple = fc.tuple(
  anyFacts,
  fc.subarray(Object.keys(simple) as (keyof ProjectFacts)[], { maxLength: 4 }),
);
/** Projects of every kind, half of them the simple one with a few facts changed: drawn freely, hardly any would be fast. */
const anyProject = fc.oneof(
  anyFacts,
  nearlySimple.map(([facts, changed]): ProjectFacts => ({
    ...simple,
    ...Object.fromEntries(changed.map((fact) => [fact, facts[fact]])),
  })),
);
const anyWish = fc.option(fc.integer({ min: -5, max: 100 }));

/** Each makes one fact stand in the way, whatever it was. */
const worsening: readonly Partial<ProjectFacts>[] = [
  { investmentYuan: 3_000_000_000 },
  { land: 'new-site' },
  { hasAreaEvaluation: false },
  { disturbedHectares: 25 },
  { earthworkCubicMetres: 200_000 },
  { floorSquareMetres: 60_000 },
  { building: 'other' },
  { isOnNegativeList: true },
  { environment: 'report' },
  { energyTce: 9_000 },
  { newTransformerKva: 900 },
  { fire: 'special' },
  { credit: 'broken-promise' },
  { isDesignAhead: false },
];

test('an obstacle more never makes the advice faster, nor the least days fewer', () => {
  fc.assert(
    fc.property(anyProject, anyWish, fc.constantFrom(...worsening), (facts, wish, worse) => {
      const [before, after] = [adviseTrack(facts, wish), adviseTrack({ ...facts, ...worse }, wish)];
      expect(tracks.indexOf(after.track)).toBeLessThanOrEqual(tracks.indexOf(before.track));
      expect(after.days).toBeGreaterThanOrEqual(before.days);
      expect(after.least).toBeGreaterThanOrEqual(before.least);
    }),
    { numRuns: 2_000 },
  );
});

test('a slower track is feasible wherever a faster one is, and each that is not says why', () => {
  fc.assert(
    fc.property(anyProject, (facts) => {
      const { track, obstacles } = adviseTrack(facts);
      const feasible = tracks.slice(0, tracks.indexOf(track) + 1);
      expect(ordersWithin(facts, 80).map((order) => order.track)).toEqual(feasible);
      expect([...feasible, ...obstacles.map((one) => one.track)]).toEqual(tracks);
      for (const { because } of obstacles) expect(because.length).toBeGreaterThan(0);
    }),
  );
});

test('the order advised keeps the day wanted whenever any order does', () => {
  fc.assert(
    fc.property(anyProject, fc.integer({ min: -5, max: 100 }), (facts, wish) => {
      expect(adviseTrack(facts, wish).days <= wish).toBe(ordersWithin(facts, wish).length > 0);
    }),
  );
});

test('a project of 800 million yuan on 12.5 hectares gets no order on demand, whatever else it is', () => {
  const large = { investmentYuan: 800_000_000, disturbedHectares: 12.5 };
  fc.assert(
    fc.property(anyProject, anyWish, (facts, wish) => {
      expect(adviseTrack({ ...facts, ...large }, wish).days).toBeGreaterThanOrEqual(50);
    }),
  );
  expect(adviseTrack({ ...simple, ...large }, 13)).toMatchObject({ track: '50', days: 50 });
});

test('either of the two alone keeps it from 13 days', () => {
  for (const one of [{ investmentYuan: 800_000_000 }, { disturbedHectares: 12.5 }])
    expect(adviseTrack({ ...simple, ...one }, 13).days).toBeGreaterThanOrEqual(30);
});

test('every reason has words of its own in both languages, and some project gets it', () => {
  const given = fc.sample(anyProject, { numRuns: 3_000, seed: 12 }).map((facts) => adviseTrack(facts));
  const met = given.flatMap(({ reasons, obstacles }) => [
    ...reasons,
    ...obstacles.flatMap((one) => one.because),
  ]);
  expect(new Set(met)).toEqual(new Set(adviceReasons));
  expect(new Set(adviceReasons.map((code) => wordsOf(code).zh)).size).toBe(adviceReasons.length);
});
