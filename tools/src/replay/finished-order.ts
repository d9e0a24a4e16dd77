import {
  planFor,
  playPlan,
  tracks,
  type Calendar,
  type Order,
  type Plan,
  type Track,
} from '@doudi/workflows';
import { finishedStep } from './finished-step.ts';
import type { Random } from './random.ts';

export interface FinishedOrder extends Order {
  readonly track: Track;
  readonly closedAt: number;
}

/** Between which instants an order is received. */
export interface Receipts {
  readonly first: number;
  readonly last: number;
}

const manyYears: Receipts = {
  first: Date.parse('2016-01-04T09:00:00+08:00'),
  last: Date.parse('2025-06-30T17:30:00+08:00'),
};

/** A made-up order that got its permit: a track, on demand a number of days, and a plausible course of every step. */
export function finishedOrder(
  calendar: Calendar,
  random: Random,
  { first, last }: Receipts = manyYears,
): FinishedOrder {
  const track = random.one(tracks);
  const plan = aPlan(track, track === '30' ? random.between(13, 30) : Number(track));
  const receivedAt = first + Math.floor((random.next() * (last - first)) / 60_000) * 60_000;
  const played = playPlan({ plan: plan.steps, receivedAt }, (planned, openedAt) =>
    finishedStep({ calendar, random }, planned, openedAt),
  );
  return { track, receivedAt, budget: plan.budget, plan: plan.steps, ...played };
}

// planning shares out the days one by one: not worth doing again for each of thousands of orders
const plans = new Map<string, Plan>();

function aPlan(track: Track, days: number): Plan {
  const key = `${track}/${days}`;
  const plan = plans.get(key) ?? planFor(track, days);
  if ('refused' in plan) throw new Error(plan.refused);
  plans.set(key, plan);
  return plan;
}
