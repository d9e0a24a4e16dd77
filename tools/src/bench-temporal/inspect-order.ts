import type pg from 'pg';
import { failure } from '@doudi/infra/failure';
import type { TemporalClient } from '@doudi/infra/temporal';
import type { Stack } from '@doudi/stack';
import { orderCounts } from './bare-order.ts';
import type { Sides } from './compare.ts';
import type { Side } from './side.ts';
import { statementsOf } from './statements.ts';
import type { Aim, Figure } from './table.ts';

interface Inspected {
  readonly sides: Sides;
  readonly temporal: TemporalClient;
  readonly stack: Stack;
  readonly db: pg.Client;
}

/** What one order, walked while nothing else runs, leaves in histories and sends to PostgreSQL. */
export async function inspectOrder({ sides, temporal, stack, db }: Inspected) {
  const histories = await countBare(sides.bare, temporal);
  await sides.product.prepare(1);
  let orderId = '';
  const statements = await statementsOf(stack, db, async () => {
    orderId = await sides.product.open();
    await sides.product.walk(orderId);
  });
  return { bare: histories, product: await countHistory(temporal.client, orderId), statements };
}

async function countBare(bare: Side, { client }: TemporalClient): Promise<HistoryCounts> {
  const order = await bare.open();
  await bare.walk(order);
  const counts = await countHistory(client, order);
  for (const [name, expected] of Object.entries(orderCounts))
    if (counts[name as keyof typeof orderCounts] !== expected)
      throw failure(`A bare order has ${counts[name as keyof typeof orderCounts]} ${name}, not ${expected}.`);
  return counts;
}

const limits: Partial<Record<keyof HistoryCounts, Aim>> = { tasks: { of: 'product', atMost: 80 } };
const names: Readonly<Record<keyof HistoryCounts, string>> = {
  events: 'events',
  tasks: 'workflow tasks',
  children: 'children',
  updates: 'updates',
  signals: 'signals',
  activities: 'activities',
  timers: 'timers',
  attributes: 'upserts of search attributes',
};

/** The figures of one order: what its histories have, and its statements. */
export const orderFigures = ({
  product,
  bare,
  statements,
}: Awaited<ReturnType<typeof inspectOrder>>): Figure[] => [
  ...Object.entries(names).map(([key, name]) => {
    const of = key as keyof HistoryCounts;
    const aim = limits[of];
    return { title: `an order: ${name}`, product: [product[of]], bare: [bare[of]], ...(aim && { aim }) };
  }),
  {
    title: 'an order: SQL statements',
    product: [statements.length],
    bare: [],
    aim: { of: 'product', atMost: 500 },
  },
];

type Client = TemporalClient['client'];
type Events = NonNullable<
  Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>['events']
>;
type Event = Events[number];

const counted = {
  tasks: (event: Event) => event.workflowTaskCompletedEventAttributes,
  children: (event: Event) => event.startChildWorkflowExecutionInitiatedEventAttributes,
  updates: (event: Event) => event.workflowExecutionUpdateAcceptedEventAttributes,
  signals: (event: Event) => event.workflowExecutionSignaledEventAttributes,
  activities: (event: Event) => event.activityTaskScheduledEventAttributes,
  timers: (event: Event) => event.timerStartedEventAttributes,
  attributes: (event: Event) => event.upsertWorkflowSearchAttributesEventAttributes,
} as const;

type HistoryCounts = Readonly<Record<keyof typeof counted | 'events', number>>;

/** What a workflow and all it has started, directly or not, have in their histories. */
async function countHistory(client: Client, workflowId: string): Promise<HistoryCounts> {
  const events = await eventsOf(client, workflowId);
  const counts = Object.entries(counted).map(([name, of]) => [name, events.filter(of).length]);
  return { events: events.length, ...(Object.fromEntries(counts) as Record<keyof typeof counted, number>) };
}

async function eventsOf(client: Client, workflowId: string): Promise<Events> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const own = events ?? [];
  const children = own.flatMap((event) => counted.children(event)?.workflowId ?? []);
  const theirs = await Promise.all(children.map((child) => eventsOf(client, child)));
  return [...own, ...theirs.flat()];
}
