import type { Calendar, Day } from '../domain/calendar.ts';
import type { StepCode, TaskCode } from '../domain/catalogue.ts';
import type { Instant } from '../domain/instant.ts';
import type { Order } from '../domain/step.ts';
import { calendarIndex } from './calendar-index.ts';
import { finishOf, finishes, type Finish } from './finishes.ts';
import { dayAt } from './office-day.ts';
import { orderStanding } from './order-standing.ts';
import { isProvisional } from './working-days.ts';

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
  const index = calendarIndex(calendar);
  const standing = orderStanding(index, order, now);
  const steps = finishes(index, standing, { today: standing.today, ignoringStops });
  const chain = standing.closed === null ? bindingChain(standing.order, steps) : [];
  return forecastOn(calendar, finishOf(standing, steps), chain);
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
