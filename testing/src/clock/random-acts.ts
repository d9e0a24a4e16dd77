import fc from 'fast-check';
import { stopReasons, type PaperNeed, type Plan, type ReviewOpinion } from '@doudi/workflows';
import { aPlan } from './order-maker.ts';
import { anyInstant, edges, gapMs, runs } from './random-orders.ts';

/** Acts of random people at random instants: most of them plausible, so that orders get somewhere, and many that are not. */

const dayMs = 86_400_000;
/** Enough minor papers and commitments that some are missing at most acts. */
const manyPapers: readonly PaperNeed[] = [
  { kind: 'site-plan', isMain: true },
  { kind: 'scheme-text', isMain: true, byCommitment: true },
  { kind: 'staff-list', isMain: false },
  { kind: 'funds-commitment', isMain: false },
];

/** A plan with budgets and limits so small that they are often overrun. */
const smallPlan = fc
  .tuple(fc.array(fc.nat(8), { minLength: 24, maxLength: 24 }), fc.integer({ min: 5, max: 30 }))
  .map(([numbers, budget]): Plan => {
    let i = 0;
    const steps = aPlan('50').steps.map((step) => ({
      ...step,
      tasks: step.tasks.map((task) => ({
        ...task,
        budget: numbers[i++] ?? 0,
        ...(task.kind === 'review' && { extendableBy: 3 }),
        statutory: { days: 2 + (numbers[i++] ?? 0), unit: task.statutory?.unit ?? 'working-day' },
      })),
    }));
    return { track: '50', budget, steps };
  });

/** A plan that begins behind its first step, and one of reviews only: what people do then starts at once. */
const behindFirst = ({ steps: [first, ...rest], ...plan }: Plan): Plan => ({
  ...plan,
  steps: rest.map((step) => ({ ...step, after: step.after.filter((code) => code !== first?.code) })),
});
const reviewsOnly = ({ steps, ...plan }: Plan): Plan => ({
  ...plan,
  steps: steps.map((step) => ({ ...step, tasks: step.tasks.filter(({ kind }) => kind === 'review') })),
});

/** Every review asks for many papers. */
const papersAsked = ({ steps, ...plan }: Plan): Plan => ({
  ...plan,
  steps: steps.map((step) => ({
    ...step,
    tasks: step.tasks.map((task) =>
      task.kind === 'review' ? { ...task, papers: true, paperList: manyPapers } : task,
    ),
  })),
});

const anyPlan: fc.Arbitrary<Plan> = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(aPlan('80'), aPlan('50'), aPlan('30'), aPlan('30', 17), aPlan('30', 13)),
      smallPlan,
    ),
    fc.constantFrom(
      (plan: Plan) => plan,
      behindFirst,
      (plan: Plan) => reviewsOnly(behindFirst(plan)),
    ),
    fc.constantFrom((plan: Plan) => plan, papersAsked, papersAsked),
  )
  .map(([plan, change, ask]) => ask(change(plan)));

/** What is tried: the act, roughly by whom, and when. */
export type Try = typeof anyTry extends fc.Arbitrary<infer T> ? T : never;
const kinds = [
  'review', 'check', 'accept-papers', 'ask-supplement', 'supply', 'request', 'decide-request', 'end-stop', 'opine',
  'announce', 'move', 'promise', 'commit', 'papers-arrived',
] as const; // prettier-ignore
export type Kind = (typeof kinds)[number];

const anyTry = fc.record({
  gap: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: dayMs / 4 }) }, gapMs),
  edge: fc.constantFrom(...edges),
  kind: fc.constantFrom(...kinds),
  isLikely: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  /** which of the open steps, and which of its tasks when not the open one */
  pick: fc.nat(5),
  isElsewhere: fc.integer({ min: 0, max: 24 }).map((n) => n === 0),
  /** one of those who could, or anybody */
  person: fc.nat(59),
  who: fc.nat(59),
  isAnybody: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  opinion: fc.nat(12).map((n): ReviewOpinion => (n === 0 ? 'refuse' : n <= 2 ? 'not-accept' : 'approve')),
  /** a checker mostly follows the reviewer */
  isAgreeing: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  verdict: fc.constantFrom('approve', 'approve', 'approve', 'approve', 'return', 'refuse', 'not-accept'),
  days: fc.constantFrom(10, 10, 1, 3, 12, 30),
  wish: fc.constantFrom('stop', 'stop', 'supplement', 'supplement', 'extension', 'extension'),
  reason: fc.constantFrom(...stopReasons),
  /** most stops are planned days ahead, some months, and some end before they begin */
  ahead: fc.oneof(fc.integer({ min: -2, max: 12 }), fc.integer({ min: 60, max: 130 })),
  grant: fc.constantFrom('grant', 'grant', 'grant', 'deny'),
  /** how long before it arrives something is supplied */
  lateBy: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, gapMs),
  /** which papers of the list are missing: mostly none but what was promised, none at all, or any */
  lack: fc.constantFrom('answered', 'answered', 'answered', 'none', 'any'),
  papers: fc.nat(15),
  /** for which day after the next it is promised */
  on: fc.constantFrom(0, 0, 1, 1, 2, 2, 3, 3, 6, -1),
  isBarred: fc.integer({ min: 0, max: 29 }).map((n) => n === 0),
  isLooking: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
} as const); // prettier-ignore

/** Playing an order takes longer than looking at one. */
export const actRuns = { ...runs, numRuns: Math.ceil(runs.numRuns / 40) };

/** Any order's receipt and what is tried on it. */
export const anyActs = fc.record({
  plan: anyPlan,
  receivedAt: anyInstant,
  // a counterexample is told with fewer acts, each as it was drawn: to simplify them, too, takes minutes
  tries: fc.array(fc.noShrink(anyTry), { maxLength: 45, size: 'max' }),
  isWithdrawn: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  lookBack: fc.nat(1_000),
});

export type Acts = typeof anyActs extends fc.Arbitrary<infer T> ? T : never;
