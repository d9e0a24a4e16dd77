import type { Bucket, Instant, Light, Order, Step } from '@doudi/workflows';
import {
  bucketAsDayBegan,
  chargedDays,
  isWork,
  oracleClock,
  oracleStepLight,
  placeOf,
  stepOf,
  table,
  type Table,
  walkToDue,
} from './oracle.ts';

/** The oracle of orders: clock, forecast and light of an order written a second time, day by day and literally. */

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const isPaused = (bucket: Bucket | undefined): boolean => bucket === 'OWNER' || bucket === 'EXCLUDED';
const isClosedAt = (closedAt: Instant | null, now: Instant): boolean => closedAt !== null && closedAt <= now;

/** Working days the step's task has had of its budget before the day, counted one by one. */
function leftOf(step: Step, code: string, place: number, days: Table): number {
  const task = step.tasks.find((one) => one.code === code);
  const inForce = step.ledger.findLast(({ at }) => at < begins(place, days));
  if (inForce?.because === 'withheld') return 0;
  let left = task?.budget ?? 0;
  for (let day = placeOf(step.openedAt, days) + 1; day < place; day++) {
    const line = step.ledger.findLast(({ at }) => at < begins(day, days));
    if (line?.task === code && isWork(line.bucket)) left -= 1;
  }
  return Math.max(0, left);
}

const begins = (place: number, days: Table): Instant => days[place]?.begins ?? Infinity;
const ends = (place: number, days: Table): Instant => days[place]?.ends ?? Infinity;

function behind(order: Order, code: string): number {
  const next = order.plan.filter(({ after }) => (after as readonly string[]).includes(code));
  return Math.max(
    0,
    ...next.map((step) => sum(step.tasks.map(({ budget }) => budget)) + behind(order, step.code)),
  );
}

function chain(order: Order, step: Step, place: number, days: Table): number {
  const open = step.ledger.findLast(({ at }) => at < begins(place, days))?.task ?? '';
  const position = step.tasks.findIndex(({ code }) => code === open);
  const later = step.tasks.filter((_, i) => i > position).map(({ budget }) => budget);
  return leftOf(step, open, place, days) + sum(later) + behind(order, step.code);
}

/** The step that drives a day: longest chain, then paused, then the order of the plan. */
function driver(order: Order, place: number, days: Table): Step {
  const open = order.steps.filter(
    (step) =>
      placeOf(step.openedAt, days) < place &&
      (step.closedAt === null || place <= placeOf(step.closedAt, days)),
  );
  const inPlan = order.plan.map(({ code }) => code);
  const ranked = open
    .map((step) => {
      const paused = isPaused(bucketAsDayBegan(step.ledger, place, days)) ? 0 : 1;
      return { step, key: [-chain(order, step, place, days), paused, inPlan.indexOf(step.code)] as const };
    })
    .sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.key[2] - b.key[2]);
  return ranked[0]?.step as Step;
}

/** The order with nothing in it that came after `now`; with `reopened`, as it was just before it closed. */
function known(order: Order, now: Instant, reopened = false): Order {
  const last = reopened ? order.closedAt : null;
  const kept = (at: Instant | null) => (at !== null && at <= now && at !== last ? at : null);
  const steps = order.steps
    .filter(({ openedAt }) => openedAt <= now)
    .map((step) => ({
      ...step,
      closedAt: kept(step.closedAt),
      ledger: step.ledger.filter(({ at }) => at <= now),
      stops: step.stops
        .filter(({ from }) => from <= now)
        .map((stop) => ({ ...stop, endedAt: kept(stop.endedAt) })),
    }));
  return { ...order, closedAt: kept(order.closedAt), steps };
}

function openClock(order: Order, now: Instant, calendar: Table) {
  const today = placeOf(now, calendar);
  const days: { place: number; bucket: Bucket; step: string }[] = [];
  const day0 = placeOf(order.receivedAt, calendar);
  for (let place = day0 + 1; ; place++) {
    const step = driver(order, place, calendar);
    const day = { place, bucket: bucketAsDayBegan(step.ledger, place, calendar), step: step.code };
    const written = [...step.ledger.map(({ at }) => at), step.closedAt ?? -1];
    const charged =
      place < today ||
      (place === today && written.some((at) => begins(place, calendar) <= at && at < ends(place, calendar)));
    if (!charged) return { day0, days, next: day };
    days.push(day);
  }
}

/** What an order brings from an earlier one, as days charged together at its receipt. */
function carriedAsDays({ carried }: Order, day0: number): { place: number; bucket: Bucket }[] {
  const all = Object.entries(carried?.buckets ?? {}) as [Bucket, number][];
  return all.flatMap(([bucket, days]) => Array.from({ length: days }, () => ({ place: day0, bucket })));
}

export function oracleOrderClock(order: Order, now: Instant, calendar: Table = table) {
  const isClosed = isClosedAt(order.closedAt, now);
  const at = isClosed ? (order.closedAt as Instant) : now;
  const { day0, days, next } = openClock(known(order, at, isClosed), at, calendar);
  const carried = carriedAsDays(order, day0);
  const due = walkToDue({ day0, budget: order.budget, inForce: next.bucket }, [...carried, ...days]);
  const charged = isClosed && next.place === placeOf(at, calendar) ? [...days, next] : days;
  const count = (wanted: Bucket) => [...carried, ...charged].filter(({ bucket }) => bucket === wanted).length;
  return {
    buckets: {
      GOV: count('GOV'),
      AGENCY: count('AGENCY'),
      OWNER: count('OWNER'),
      EXCLUDED: count('EXCLUDED'),
    },
    days: charged,
    inForce: isClosed ? null : next.bucket,
    driving: isClosed ? null : next.step,
    due,
    isLate: due !== null && placeOf(at, calendar) > due,
  };
}

interface View {
  readonly now: Instant;
  readonly ignoringStops: boolean;
  readonly days: Table;
}

/** The places of the days for which papers are promised that have not come by now. */
function promisedPlaces(step: Step, code: string, now: Instant, days: Table): number[] {
  const { promises = [] } = step.tasks.find((task) => task.code === code) ?? {};
  const open = promises.filter(({ keptAt }) => keptAt === null || keptAt > now);
  return open.map(({ day }) => placeOf(Date.parse(`${day}T12:00:00+08:00`), days));
}

function finish(order: Order, code: string, view: View): number {
  const { now, ignoringStops, days } = view;
  const step = order.steps.find((one) => one.code === code);
  const planned = order.plan.find((one) => one.code === code);
  if (step && step.closedAt !== null) return placeOf(step.closedAt, days);
  if (!step) {
    const before = (planned?.after ?? []).map((one) => finish(order, one, view));
    return Math.max(...before) + sum((planned?.tasks ?? []).map(({ budget }) => budget));
  }
  const today = placeOf(now, days);
  const line = step.ledger.at(-1);
  const charged = chargedDays(stepOf(step), now, days).at(-1)?.place ?? placeOf(step.openedAt, days);
  const stops = ignoringStops ? [] : step.stops.filter(({ endedAt }) => endedAt === null);
  const pauseEnds = Math.max(
    today,
    ...stops.map(({ plannedEnd }) => placeOf(plannedEnd, days)),
    ...(line?.because === 'withheld' ? promisedPlaces(step, line.task, now, days) : []),
  );
  const base = isPaused(line?.bucket) ? pauseEnds : charged;
  const position = step.tasks.findIndex((task) => task.code === line?.task);
  const open = Math.max(today, base + leftOf(step, line?.task ?? '', charged + 1, days));
  return open + sum(step.tasks.filter((_, i) => i > position).map(({ budget }) => budget));
}

export function oracleForecast(
  whole: Order,
  now: Instant,
  ignoringStops: boolean,
  days: Table = table,
): number {
  if (isClosedAt(whole.closedAt, now)) return placeOf(whole.closedAt as Instant, days);
  const order = known(whole, now);
  return Math.max(...order.plan.map(({ code }) => finish(order, code, { now, ignoringStops, days })));
}

/** The last step of every plan is the permit: an order has it when that step was opened, and closed as approved. */
function hasPermit({ plan, steps }: Order): boolean {
  const permit = plan.at(-1)?.code;
  return steps.find(({ code }) => code === permit)?.outcome === 'approved';
}

export function oracleOrderLight(order: Order, now: Instant, days: Table = table): Light {
  if (isClosedAt(order.closedAt, now)) return hasPermit(order) ? 'DONE' : 'ENDED';
  const clock = oracleOrderClock(order, now, days);
  if (clock.isLate) return 'RED';
  if (clock.due !== null && oracleForecast(order, now, true, days) > clock.due) return 'YELLOW';
  const open = known(order, now).steps.filter(({ closedAt }) => closedAt === null);
  const isRed = (step: Step) =>
    oracleClock(stepOf(step), now, days).isLate && oracleStepLight(step, now, days) === 'RED';
  if (open.some(isRed)) return 'YELLOW';
  return isPaused(clock.inForce ?? undefined) ? 'PAUSED' : 'GREEN';
}
