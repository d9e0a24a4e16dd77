import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { PlannedTask } from '../../domain/plan.ts';
import type { Order, Task } from '../../domain/step.ts';
import type { StepCode, TaskCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex, type CalendarIndex } from '../calendar/calendar-index.ts';
import { dayNumber } from '../calendar/day-number.ts';
import { dayAt, officeSerial } from '../calendar/office-day.ts';
import { isProvisional } from '../calendar/working-days.ts';
import {
  orderSnapshot,
  type OrderSnapshot,
  type SnapshotStep,
  taskLeft,
} from '../order-clock/order-snapshot.ts';
import { openPromises } from '../state-machines/paper-promises.ts';
import { openTaskOf } from '../state-machines/step-progress.ts';
import { isPausing } from '../step-clock/charging.ts';

/** When a step finishes, by serial, with the tasks it still has to do. */
export interface Finish {
  readonly serial: number;
  /** it has not opened yet */
  readonly isWaiting: boolean;
  readonly tasks: readonly { readonly step: StepCode; readonly task: TaskCode; readonly finish: number }[];
}

interface View {
  readonly today: number;
  readonly ignoringStops: boolean;
}

/** When each step of the plan finishes: those open go on from today, those behind start when all before them have finished. */
export function finishes(
  index: CalendarIndex,
  snapshot: OrderSnapshot,
  view: View,
): ReadonlyMap<StepCode, Finish> {
  const found = new Map<StepCode, Finish>();
  for (const { code, after, tasks } of snapshot.order.plan) {
    const step = snapshot.steps.find((one) => one.code === code);
    const start = Math.max(
      snapshot.day0,
      ...after.map((before) => found.get(before)?.serial ?? snapshot.day0),
    );
    found.set(
      code,
      step ? finishOfStep(index, step, view) : { ...inTurn(code, tasks, start), isWaiting: true },
    );
  }
  return found;
}

/** The finish of the last step; of a closed order its closing day. */
export const finishOf = ({ closed }: OrderSnapshot, steps: ReadonlyMap<StepCode, Finish>): number =>
  closed ?? Math.max(...[...steps.values()].map(({ serial }) => serial));

function finishOfStep(index: CalendarIndex, snapshot: SnapshotStep, view: View): Finish {
  const { closed, lines, code, step } = snapshot;
  if (closed !== null) return { serial: closed, isWaiting: false, tasks: [] };
  const line = lines.at(-1);
  const charged = Math.max(snapshot.day0, view.today - 1, line?.serial ?? 0);
  const base = isPausing(line?.bucket ?? null) ? resumption(index, snapshot, view) : charged;
  const finish = Math.max(view.today, base + taskLeft(snapshot, charged + 1));
  const place = step.tasks.findIndex((task) => task.code === line?.task);
  const rest = inTurn(code, step.tasks.slice(place + 1), finish);
  const open = line ? [{ step: code, task: line.task, finish }] : [];
  return { serial: rest.serial, isWaiting: false, tasks: [...open, ...rest.tasks] };
}

/**
 * The last day of a pause: today, the latest planned end of the stops that run, a day still excluded, or the day for which the papers
 * are promised that a result waits for.
 */
function resumption(index: CalendarIndex, { step }: SnapshotStep, { today, ignoringStops }: View): number {
  const running = ignoringStops ? [] : step.stops.filter((stop) => stop.endedAt === null);
  const ends = running.map((stop) => officeSerial(index, stop.plannedEnd));
  return Math.max(today, ...ends, awaitedUntil(index, openTaskOf(step)) ?? today);
}

/** The day for which the last of the papers is promised that a result waits for; null where none is withheld. */
export function awaitedUntil({ serialOf }: CalendarIndex, task: Task | undefined): number | null {
  if (task?.state !== 'withheld') return null;
  return Math.max(0, ...openPromises(task).map(({ day }) => serialOf(dayNumber(day))));
}

function inTurn(step: StepCode, tasks: readonly PlannedTask[], start: number): Omit<Finish, 'isWaiting'> {
  let serial = start;
  const finished = tasks.map(({ code, budget }) => ({ step, task: code, finish: (serial += budget) }));
  return { serial, tasks: finished };
}

/** When the permit is to be expected, and the tasks that decide it. */
export interface Forecast {
  readonly day: Day;
  /** the chain that binds: the tasks still to be done, each with the day it finishes */
  readonly chain: readonly {
    readonly step: StepCode;
    readonly task: TaskCode;
    readonly finish: Day;
    readonly isProvisional: boolean;
  }[];
  readonly isProvisional: boolean;
}

/** The forecast as things stood at `now`; of a closed order its closing day. `ignoringStops` takes every stop to end today. */
export function forecast(
  calendar: Calendar,
  order: Order,
  now: Instant,
  { ignoringStops = false }: { ignoringStops?: boolean } = {},
): Forecast {
  const snapshot = orderSnapshot(calendarIndex(calendar), order, now);
  return forecastNow(calendar, snapshot, { ignoringStops });
}

/** The same from the snapshot of an order. */
export function forecastNow(
  calendar: Calendar,
  snapshot: OrderSnapshot,
  { ignoringStops }: Pick<View, 'ignoringStops'>,
): Forecast {
  const view = { today: snapshot.today, ignoringStops };
  const steps = finishes(calendarIndex(calendar), snapshot, view);
  const chain = snapshot.closed === null ? bindingChain(snapshot.order, steps) : [];
  return forecastOn(calendar, finishOf(snapshot, steps), chain);
}

/** A forecast with its days written out. */
export function forecastOn(calendar: Calendar, serial: number, chain: Finish['tasks']): Forecast {
  const day = dayAt(calendarIndex(calendar), serial);
  return {
    day,
    chain: chain.map(({ finish: last, ...rest }) => {
      const finish = dayAt(calendarIndex(calendar), last);
      return { ...rest, finish, isProvisional: isProvisional(calendar, finish) };
    }),
    isProvisional: isProvisional(calendar, day),
  };
}

/** From the last step back to one that is open, always to the latest of those it waits for. */
export function bindingChain(
  { plan }: Pick<Order, 'plan'>,
  steps: ReadonlyMap<StepCode, Finish>,
): Finish['tasks'] {
  const latest = (codes: readonly StepCode[]) =>
    codes.reduce<StepCode | undefined>((best, code) => (at(code) > at(best) ? code : best), undefined);
  const at = (code: StepCode | undefined) => (code && steps.get(code)?.serial) ?? -Infinity;
  const chain: Finish['tasks'][number][] = [];
  let code = latest(plan.map((step) => step.code).reverse());
  while (code) {
    chain.unshift(...(steps.get(code)?.tasks ?? []));
    code = steps.get(code)?.isWaiting
      ? latest(plan.find((step) => step.code === code)?.after ?? [])
      : undefined;
  }
  return chain;
}
