import type { Day } from '../../domain/calendar.ts';
import type { Order } from '../../domain/step.ts';
import type { StepCode, TaskCode } from '../../domain/tracks-and-steps.ts';
import type { CalendarIndex } from '../calendar/calendar-index.ts';
import { dayNumber } from '../calendar/day-number.ts';
import { dayAt } from '../calendar/office-day.ts';
import { isDoneOnOpening } from '../../domain/plan.ts';

/** What is assumed to happen to a running order. Days are office days, none of them before today. */
export type Assumption =
  /** the task takes so many working days more than it has left */
  | { readonly kind: 'late'; readonly task: TaskCode; readonly days: number }
  /** a stop of the step, ordered on `from` (a day that still counts) and ended on `to` (still excluded) */
  | { readonly kind: 'stop'; readonly step: StepCode; readonly from: Day; readonly to: Day }
  /** the task is done on that day, neither earlier nor later */
  | { readonly kind: 'done'; readonly task: TaskCode; readonly day: Day };

/** What is wrong with one assumption: which (counted from 0), in which field, a stable code, and what would be right. */
export interface AssumptionFault {
  readonly index: number;
  readonly field: 'task' | 'step' | 'from' | 'to' | 'day';
  readonly because:
    | 'not-in-the-plan'
    | 'over-already'
    | 'in-the-past'
    | 'day-off'
    | 'too-far'
    | 'ends-before-it-starts'
    | 'assumed-twice'
    | 'overlaps'
    | 'before-its-turn';
  /** the first day that would do, of a day off the working day it belongs to, of `too-far` the last */
  readonly day?: Day;
  /** the assumption it contradicts, counted from 0 */
  readonly other?: number;
}

/** The farthest day of an assumption, in working days from today: about two years. */
export const farthestDays = 500;

type Fault = Omit<AssumptionFault, 'index'>;

/** Every fault of the assumptions that can be found without playing the order; `today` is a serial. */
export function assumptionFaults(
  index: CalendarIndex,
  order: Order,
  { today, assumptions }: { today: number; assumptions: readonly Assumption[] },
): AssumptionFault[] {
  return assumptions.flatMap((assumption, place) => {
    const earlier = assumptions.slice(0, place);
    const days = (Object.entries(assumption) as [Fault['field'], Day][])
      .filter(([field]) => field === 'from' || field === 'to' || field === 'day')
      .flatMap(([field, day]) => dayFaults(index, { field, day, today }));
    return [...faultsOf(order, assumption, earlier), ...days].map((fault) => ({ index: place, ...fault }));
  });
}

const faultsOf = (order: Order, assumption: Assumption, earlier: readonly Assumption[]): Fault[] =>
  assumption.kind === 'stop'
    ? stopFaults(order, assumption, earlier)
    : taskFaults(order, assumption, earlier);

function taskFaults(
  { plan, steps }: Order,
  { task }: Exclude<Assumption, { kind: 'stop' }>,
  earlier: readonly Assumption[],
): Fault[] {
  const planned = plan.flatMap(({ tasks }) => tasks).find((one) => one.code === task);
  const isOver =
    (planned && isDoneOnOpening(planned)) ||
    steps.some(({ tasks }) => tasks.some((one) => one.code === task && one.closedAt !== null));
  const other = earlier.findIndex((one) => one.kind !== 'stop' && one.task === task);
  return [
    ...(planned ? [] : [{ field: 'task', because: 'not-in-the-plan' } as const]),
    ...(isOver ? [{ field: 'task', because: 'over-already' } as const] : []),
    ...(other < 0 ? [] : [{ field: 'task', because: 'assumed-twice', other } as const]),
  ];
}

/** Stops that touch on a day follow each other; a day that two of them would exclude is a contradiction. */
function stopFaults(
  { plan, steps }: Order,
  { step, from, to }: Extract<Assumption, { kind: 'stop' }>,
  earlier: readonly Assumption[],
): Fault[] {
  const isOver = steps.some(({ code, closedAt }) => code === step && closedAt !== null);
  const other = earlier.findIndex(
    (one) => one.kind === 'stop' && one.step === step && one.from < to && from < one.to,
  );
  return [
    ...(plan.some(({ code }) => code === step)
      ? []
      : [{ field: 'step', because: 'not-in-the-plan' } as const]),
    ...(isOver ? [{ field: 'step', because: 'over-already' } as const] : []),
    ...(to < from ? [{ field: 'to', because: 'ends-before-it-starts', day: from } as const] : []),
    ...(other < 0 ? [] : [{ field: 'from', because: 'overlaps', other } as const]),
  ];
}

function dayFaults(
  index: CalendarIndex,
  { field, day, today }: { field: Fault['field']; day: Day; today: number },
): Fault[] {
  const number = dayNumber(day);
  const serial = index.serialOf(number);
  if (number < index.dayNumberAt(today)) return [{ field, because: 'in-the-past', day: dayAt(index, today) }];
  if (serial > today + farthestDays)
    return [{ field, because: 'too-far', day: dayAt(index, today + farthestDays) }];
  const isOff = serial === index.serialOf(number - 1);
  return isOff ? [{ field, because: 'day-off', day: dayAt(index, serial + 1) }] : [];
}
