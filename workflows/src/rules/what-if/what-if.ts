import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Order } from '../../domain/step.ts';
import { calendarIndex, type CalendarIndex } from '../calendar/calendar-index.ts';
import { dayNumber } from '../calendar/day-number.ts';
import { dayAt, officeSerial } from '../calendar/office-day.ts';
import { workingDaysIn } from '../calendar/working-days.ts';
import { orderAsOf } from '../state-machines/as-of.ts';
import { type Assumption, type AssumptionFault, assumptionFaults } from './assumptions.ts';
import { type WhatIfResult, whatIfResult } from './what-if-result.ts';
import { playOrder } from './play-order.ts';

export interface WhatIf {
  /** how the order goes on if nothing is assumed: its forecast is today's */
  readonly before: WhatIfResult;
  readonly after: WhatIfResult;
  /** working days by which the due day (null where one of the two is missing) and the forecast move; earlier is negative */
  readonly moved: { readonly dueDay: number | null; readonly forecast: number };
}

export type WhatIfRefused = Refusal<'order-closed'> | AssumptionsRefused;

interface AssumptionsRefused extends Refusal<'assumptions-at-fault'> {
  readonly faults: readonly AssumptionFault[];
}

/** What becomes of an order as it stands at `now` under assumptions, or everything that is wrong with them. Nothing is changed. */
export function whatIf(
  calendar: Calendar,
  order: Order,
  now: Instant,
  assumptions: readonly Assumption[],
): WhatIf | WhatIfRefused {
  const index = calendarIndex(calendar);
  const at = Math.max(now, order.receivedAt);
  const known = orderAsOf(order, at);
  if (isEnded(known)) return { refused: 'order-closed' };
  const faults = assumptionFaults(index, known, { today: officeSerial(index, at), assumptions });
  const sound = assumptions.filter((_, place) => !faults.some((fault) => fault.index === place));
  const played = playOrder(index, known, { now: at, assumptions: sound });
  const all = [...faults, ...tooEarly(index, played, assumptions, sound)];
  if (all.length > 0)
    return { refused: 'assumptions-at-fault', faults: all.sort((a, b) => a.index - b.index) };
  const before = whatIfResult(calendar, known, playOrder(index, known, { now: at, assumptions: [] }), at);
  const after = whatIfResult(calendar, known, played, at);
  return { before, after, moved: movedDays(calendar, before, after) };
}

/** A refusal of one step ends its order, also while that is still being written. */
const isEnded = ({ closedAt, steps }: Order): boolean =>
  closedAt !== null || steps.some(({ outcome }) => outcome === 'refused' || outcome === 'withdrawn');

/** Tasks that would be done before those they wait for are. */
function tooEarly(
  index: CalendarIndex,
  { steps }: Order,
  assumptions: readonly Assumption[],
  sound: readonly Assumption[],
): AssumptionFault[] {
  return assumptions.flatMap((one, place) => {
    if (one.kind !== 'done' || !sound.includes(one)) return [];
    const task = steps.flatMap(({ tasks }) => tasks).find(({ code }) => code === one.task);
    const opens = officeSerial(index, task?.openedAt ?? 0);
    if (opens <= index.serialOf(dayNumber(one.day))) return [];
    return [{ index: place, field: 'day', because: 'before-its-turn', day: dayAt(index, opens) } as const];
  });
}

function movedDays(calendar: Calendar, before: WhatIfResult, after: WhatIfResult): WhatIf['moved'] {
  const between = (from: Day, to: Day): number =>
    from <= to ? workingDaysIn(calendar, from, to) - 1 : -between(to, from);
  const isDue = before.dueDay !== null && after.dueDay !== null;
  return {
    dueDay: isDue ? between(before.dueDay, after.dueDay) : null,
    forecast: between(before.forecast.day, after.forecast.day),
  };
}
