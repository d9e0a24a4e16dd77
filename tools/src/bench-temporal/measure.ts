import { processorTime, usedSince, type ProcessorTime } from './processor-time.ts';
import { inParallel, decisions, type Side } from './side.ts';

/** What one run of a measure came to; `processor` is of one thing measured. */
interface Run {
  readonly value: number;
  readonly processor: ProcessorTime;
}

/** One way to measure a side. */
export type Measure = (side: Side) => Promise<Run>;

/** Whole orders in a second, `atOnce` of them walked side by side. */
export const wholeOrders =
  (atOnce: number): Measure =>
  async (side) => {
    await side.prepare(atOnce);
    return perSecond(atOnce, () => inParallel(atOnce, atOnce, async () => side.walk(await side.open())));
  };

/** Milliseconds of one opening, each after the other. */
export const opening =
  (orders: number): Measure =>
  async (side) => {
    await side.prepare(orders);
    return each(orders, () => inParallel(1, orders, side.open));
  };

/** Milliseconds of one decision, each after the other. */
export const decision =
  (orders: number): Measure =>
  async (side) => {
    const opened = await openings(side, orders);
    return each(orders * decisions.length, () => decideAll(side, opened, 1));
  };

/** Decisions in a second, by so many callers at once, each with an order of its own. */
export const decisionsAtOnce =
  (callers: number): Measure =>
  async (side) => {
    const opened = await openings(side, callers);
    return perSecond(callers * decisions.length, () => decideAll(side, opened, callers));
  };

/** Cases in a second from the instant they are all due until the last is on record. */
export const storm =
  (orders: number): Measure =>
  async (side) => ({ value: orders / (await side.storm(orders)), processor: {} });

async function openings(side: Side, orders: number): Promise<string[]> {
  await side.prepare(orders);
  return inParallel(4, orders, side.open);
}

const decideAll = (side: Side, opened: readonly string[], callers: number) =>
  inParallel(callers, opened.length, async (caller) => {
    for (const place of decisions.keys()) await side.decide(opened[caller] ?? '', place);
  });

const perSecond = async (things: number, work: () => Promise<unknown>): Promise<Run> => {
  const { ms, processor } = await timed(things, work);
  return { value: (things * 1_000) / ms, processor };
};
const each = async (things: number, work: () => Promise<unknown>): Promise<Run> => {
  const { ms, processor } = await timed(things, work);
  return { value: ms / things, processor };
};

async function timed(things: number, work: () => Promise<unknown>) {
  const [before, begun] = [processorTime(), performance.now()];
  await work();
  const [after, ended] = [processorTime(), performance.now()];
  const used = Object.entries(usedSince(before, after)).map(([name, ms]) => [name, ms / things]);
  return { ms: ended - begun, processor: Object.fromEntries(used) as ProcessorTime };
}
