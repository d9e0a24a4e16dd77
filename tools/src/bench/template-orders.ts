import {
  orderAsOf,
  shippedCalendar,
  type Order,
  type Plan,
  type ReceivedOrder,
  type StepWrite,
} from '@doudi/workflows';
import { dayMs } from '@doudi/stack';
import { finishedOrder } from '../replay/finished-order.ts';
import { randomOf } from '../replay/random.ts';
import type { Places } from './places.ts';

/** How many orders are played; all others are copies of them under numbers of their own. */
export const templateCount = 32;

/** Days before now within which orders were received that are still under way: one in four. */
const underWayDays = 50;

export interface Template {
  readonly received: ReceivedOrder;
  readonly steps: readonly StepWrite[];
  readonly closedAt: number | null;
}

/** Orders of all tracks, played by the rules: most have their permit, every fourth is as it stands at `now`. */
export function templateOrders(places: Places, now: number): Template[] {
  const random = randomOf(1);
  const recent = { first: now - underWayDays * dayMs, last: now - dayMs };
  return Array.from({ length: templateCount }, (_none, place) => {
    const receipts = place % 4 === 0 ? recent : undefined;
    const { track, ...order } = finishedOrder(shippedCalendar, random, receipts);
    const plan: Plan = { track, budget: order.budget, steps: order.plan };
    return templateOf(places, place, { order: orderAsOf(order, now), plan });
  });
}

function templateOf(places: Places, place: number, { order, plan }: { order: Order; plan: Plan }): Template {
  const orderNo = places.orderNo(place);
  const { receivedAt, closedAt, steps } = order;
  return {
    received: {
      ...{ orderNo, receivedAt, plan, rulesVersion: 1 },
      projectCode: places.projectCode(place),
      uscc: places.uscc(place),
      agentId: places.agentId(place),
      clock: { officeAt: 0, clockAt: 0, rate: 1 },
    },
    steps: steps.map((step) => ({ orderNo, generation: 1, step, events: eventsOf(step) })),
    closedAt,
  };
}

/** The events that wrote a ledger, each once. */
const eventsOf = ({ ledger }: StepWrite['step']): StepWrite['events'] => [
  ...new Map(
    ledger.map(({ event, at, because }) => [event, { seq: event, at, kind: because, by: null, detail: {} }]),
  ).values(),
];
