import fc from 'fast-check';
import {
  shippedCalendar,
  type Bucket,
  type Carried,
  type Instant,
  type Order,
  type Plan,
  type Step,
} from '@doudi/workflows';
import { aPlan, on, orderMaker } from './order-maker.ts';

/** Orders drawn at random; unusual instants and courses are drawn often. */

export const calendar = shippedCalendar;

/**
 * How many random orders each comparison with the oracle sees (DOUDI_RUNS, 10,000 if it is not set), and the seed they are
 * drawn from. A failing property prints its seed: DOUDI_SEED draws the same orders again.
 */
export const runs = {
  numRuns: Number(process.env['DOUDI_RUNS'] ?? 10_000),
  seed: Number(process.env['DOUDI_SEED'] ?? Date.now() % 2 ** 31),
};

/** For properties that look at an order many times over. */
export const fewerRuns = { ...runs, numRuns: Math.ceil(runs.numRuns / 20) };

const dayMs = 86_400_000;
export const edges = [
  'raw',
  '16:59:00.000',
  '16:59:59.999',
  '17:00:00.000',
  '17:01:00.000',
  '09:00:00.000',
] as const;

/** Moves an instant to an edge of its day, if that is not before `least`. */
export function snap(at: Instant, edge: (typeof edges)[number], least: Instant): Instant {
  if (edge === 'raw') return at;
  const moved = on(new Date(at + 8 * 3_600_000).toISOString().slice(0, 10), edge);
  return moved < least ? at : moved;
}

export const gapMs = fc.oneof(
  fc.constantFrom(0, 1, 60_000, dayMs),
  fc.integer({ min: 0, max: dayMs }),
  fc.integer({ min: 0, max: 6 * dayMs }),
  fc.integer({ min: 0, max: 40 * dayMs }),
);

/** Any instant of the years that are published and a little after, that of a turn of the year more often. */
export const anyInstant: fc.Arbitrary<Instant> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: on('2016-01-01'), max: on('2027-06-30') }) },
      fc
        .tuple(fc.integer({ min: 2016, max: 2026 }), fc.nat(12 * dayMs))
        .map(([year, ms]) => on(`${year}-12-24`) + ms),
    ),
    fc.constantFrom(...edges),
  )
  .map(([at, edge]) => snap(at, edge, 0));

export const anyTrackPlan: fc.Arbitrary<Plan> = fc.constantFrom(
  ...[aPlan('80'), aPlan('50'), aPlan('30'), aPlan('30', 20), aPlan('30', 13)],
);

/** A plan of a track, or one with budgets so small that they are often overrun. */
const anyPlan: fc.Arbitrary<Plan> = fc.oneof(
  anyTrackPlan,
  fc.tuple(fc.array(fc.nat(5), { minLength: 12, maxLength: 12 }), fc.nat(25)).map(([budgets, budget]) => {
    let i = 0;
    const steps = aPlan('50').steps.map((step) => {
      return { ...step, tasks: step.tasks.map((task) => ({ ...task, budget: budgets[i++] ?? 0 })) };
    });
    return { track: '50' as const, budget, steps };
  }),
);

const move = fc.record({
  gapMs,
  edge: fc.constantFrom(...edges),
  kind: fc.constantFrom('finish', 'finish', 'finish', 'finish', 'hand', 'hand', 'stop', 'resume', 'resume'),
  pick: fc.nat(2),
  bucket: fc.constantFrom<Bucket>('GOV', 'AGENCY', 'OWNER'),
  /** how far ahead a stop is planned: days, or months as for an auction of land */
  plannedMs: fc.oneof(
    fc.integer({ min: 0, max: 30 * dayMs }),
    fc.integer({ min: 60 * dayMs, max: 200 * dayMs }),
  ),
});

const daysUpTo = (max: number): fc.Arbitrary<Carried['buckets']> =>
  fc.record({ GOV: fc.nat(max), AGENCY: fc.nat(max), OWNER: fc.nat(max), EXCLUDED: fc.nat(max) });

/** What an order brings from an earlier one: nothing, a few days, or so many that it is often late from the start. */
const anyCarried: fc.Arbitrary<Carried | null> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.oneof(daysUpTo(6), daysUpTo(60)).map((buckets) => ({
      ...{ orderNo: 'O201601040001', buckets, results: [] },
    })),
  },
);

/** An order somewhere between its receipt and its end. */
export const anyOrder: fc.Arbitrary<Order> = fc
  .record({
    plan: anyPlan,
    receivedAt: anyInstant,
    moves: fc.array(move, { maxLength: 30 }),
    isWithdrawn: fc.boolean(),
    isHiring: fc.boolean(),
    carried: anyCarried,
    /** to another track, after so many moves if the first step is still open */
    change: fc.option(fc.record({ after: fc.nat(3), to: anyTrackPlan }), { nil: null }),
    /** between the tasks that are left, of an order that comes to its permit */
    toPermitMs: fc.oneof(
      { weight: 3, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.nat(3 * dayMs) },
    ),
  })
  .map(({ plan, receivedAt, moves, isWithdrawn, isHiring, carried, change, toPermitMs }) => {
    const maker = orderMaker(plan, receivedAt, { isHiring });
    let at = receivedAt;
    for (const [i, { gapMs, edge, kind, pick, bucket, plannedMs }] of moves.entries()) {
      if (i === change?.after) maker.changeTrack(change.to);
      at = snap(at + gapMs, edge, at);
      const open = maker.openSteps();
      const code = open[pick % Math.max(1, open.length)];
      if (!code) break;
      if (kind === 'hand') maker.hand(code, at, bucket);
      else if (kind === 'stop') maker.stop(code, at, at + plannedMs);
      else maker[kind](code, at);
    }
    while (toPermitMs !== null && maker.openSteps().length > 0)
      for (const code of maker.openSteps()) maker.finish(code, (at += toPermitMs));
    if (isWithdrawn && maker.openSteps().length > 0) maker.withdraw(at + (at % 3) * 7_777_777);
    return { ...maker.order(), ...(carried && { carried }) };
  });

interface Moment {
  readonly order: Order;
  readonly now: Instant;
}

/** A random order and an instant from a little before its receipt to well after its last event, often that of an event. */
export const anyMoment: fc.Arbitrary<Moment> = anyOrder.chain((order) => {
  const events = [order.receivedAt, ...order.steps.flatMap(({ ledger }) => ledger.map(({ at }) => at))];
  if (order.closedAt !== null) events.push(order.closedAt);
  const about = fc.tuple(fc.constantFrom(...events), gapMs, fc.constantFrom(...edges));
  return about.map(([at, gap, edge]) => ({ order, now: snap(at + gap, edge, order.receivedAt) }));
});

/** The same for one of the order's steps. */
export const anyStepMoment: fc.Arbitrary<{ step: Step; now: Instant }> = anyMoment.chain(({ order, now }) =>
  fc.constantFrom(...order.steps).map((step) => ({ step, now: Math.max(now, step.openedAt) })),
);
