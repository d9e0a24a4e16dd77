import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Light } from '../../domain/ledger.ts';
import type { Order } from '../../domain/step.ts';
import { calendarIndex, type CalendarIndex } from '../calendar/calendar-index.ts';
import { dayAt, officeSerial } from '../calendar/office-day.ts';
import { isProvisional } from '../calendar/working-days.ts';
import { orderLightOn } from '../lights-and-forecast/order-light.ts';
import { readOrderSerials } from '../order-clock/order-clock.ts';
import { orderSnapshot } from '../order-clock/order-snapshot.ts';
import { orderTimeline } from '../order-clock/order-timeline.ts';

/** A light and the office day from which it shows. */
export interface LightFrom {
  readonly from: Day;
  readonly light: Light;
  readonly isProvisional: boolean;
}

interface Way {
  readonly from: Instant;
  readonly closedAt: Instant;
  /** the light at `from` */
  readonly first: Light;
  /** the light as an office day begins, by serial */
  readonly onDay: (serial: number) => Light;
}

/** The light at the start, as each office day after it begins, and at the end; only where it turns. */
export function lightsAhead(calendar: Calendar, { from, closedAt, first, onDay }: Way): LightFrom[] {
  const index = calendarIndex(calendar);
  const found: LightFrom[] = [];
  const show = (serial: number, light: Light) => {
    if (found.at(-1)?.light === light) return;
    const day = dayAt(index, serial);
    found.push({ from: day, light, isProvisional: isProvisional(calendar, day) });
  };
  const begin = officeSerial(index, from);
  const end = Math.max(begin, officeSerial(index, closedAt));
  show(begin, first);
  for (let serial = begin + 1; serial <= end; serial++) show(serial, onDay(serial));
  show(end, 'DONE');
  return found;
}

/** The light of an order as each office day after `from` begins, by serial; between two events the snapshot is read once. */
export function orderLightsByDay(
  index: CalendarIndex,
  order: Order,
  from: Instant,
): ReadonlyMap<number, Light> {
  const lights = new Map<number, Light>();
  const turns = [from, ...eventsAfter(order, from)];
  turns.slice(0, -1).forEach((turn, i) => {
    const snapshot = orderSnapshot(index, order, turn);
    const last = officeSerial(index, turns[i + 1] ?? turn);
    if (last === snapshot.today) return;
    const timeline = orderTimeline(snapshot, last + 1);
    for (let today = snapshot.today + 1; today <= last; today++)
      lights.set(
        today,
        orderLightOn(index, snapshot, { reading: readOrderSerials(snapshot, timeline, today), today }),
      );
  });
  return lights;
}

function eventsAfter({ steps }: Order, from: Instant): Instant[] {
  const all = steps.flatMap(({ openedAt, closedAt, ledger }) => [
    openedAt,
    ...ledger.map(({ at }) => at),
    closedAt ?? openedAt,
  ]);
  return [...new Set(all.filter((at) => at > from))].sort((a, b) => a - b);
}
