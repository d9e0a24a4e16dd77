import {
  dayAccount,
  officeDay,
  explainedOrder,
  orderWorkflowId,
  shanghaiIso,
  stepClock,
  stepSegment,
  stepWorkflowId,
  weekdayOf,
  wordsOf,
  type Calendar,
  type Instant,
  type Order,
  type OrderAccountDay,
  type Step,
} from '@doudi/workflows';
import { eventsByDay, type KnownEvent, sayCarriedFrom, showDayEvent } from './day-events.ts';
import type { LedgerEvent } from './events.ts';
import { LedgerAnswer } from './ledger-answer.ts';
import type { OrderRow } from './orders.ts';
import { showCarried } from './read-progress.ts';
import type { KnownReason } from './reasons.ts';
import { inDays, sayProvisional } from './units.ts';
import { withWords } from './with-words.ts';

interface Known {
  readonly row: OrderRow;
  readonly order: Order;
  readonly calendar: Calendar;
  readonly now: Instant;
  readonly events: readonly LedgerEvent[];
  readonly reasons: readonly KnownReason[];
}
const sayWords = withWords(LedgerAnswer);

export type Ledger = ReturnType<typeof explainLedger>;
export type LedgerDay = Ledger['days'][number];

/** The ledger of an order, or of one of its steps: its clock, and every calendar day of it with what put the day there. */
export function explainLedger({ row, order, calendar, now, events, reasons }: Known, step: Step | null) {
  const { orderNo, track } = row;
  const { clock, budget, days } = step ? ofStep(calendar, step, now) : ofOrder(calendar, order, now);
  const { day0, buckets, used, remaining, dueDay, isLate, isProvisional } = clock;
  const counted = { day0, dueDay, isLate, isProvisional, buckets, budget, used, remaining };
  const written = new Map(reasons.map(({ eventId, reason }) => [eventId, reason]));
  const happened = events
    .filter((event) => step === null || event.step === step.code)
    .map((event) => ({ ...event, reason: written.get(event.id) ?? null }));
  const known = new Map(happened.map((event) => [event.id, event]));
  const ofDay = eventsByDay(calendar, happened, days.at(-1)?.day ?? day0);
  return sayWords({
    ...{ orderNo, step: step?.code ?? null, track },
    calendar: calendar.version,
    publishedThrough: calendar.publishedThrough,
    today: officeDay(calendar, now),
    ...sayProvisional(inDays(counted)),
    carried: step ? null : carriedLine(row),
    days: days.map((day) => ({
      ...showDay(orderNo, day, known),
      events: (ofDay.get(day.day) ?? []).map(showDayEvent),
    })),
  });
}

/** What comes before the first day; the receipt says it on record. */
function carriedLine({ orderNo, carried }: OrderRow) {
  const shown = showCarried(carried);
  return shown && { ...shown, what: sayCarriedFrom(shown.orderNo), event: `${orderWorkflowId(orderNo)}#1` };
}

const ofOrder = (calendar: Calendar, order: Order, now: Instant) => ({
  ...explainedOrder(calendar, order, now),
  budget: order.budget,
});

function ofStep(calendar: Calendar, step: Step, now: Instant) {
  const segment = stepSegment(step);
  const days = dayAccount(calendar, segment, now).map((day) => ({ ...day, step: step.code }));
  return { clock: stepClock(calendar, step, now), budget: segment.budget, days };
}

function showDay(orderNo: string, account: OrderAccountDay, known: ReadonlyMap<string, KnownEvent>) {
  const { day, why, because, event: _seq, ...rest } = account;
  const name = why.holiday ? { name: wordsOf(why.holiday) } : {};
  return {
    day,
    weekday: wordsOf(weekdayOf(day)),
    why: { code: why.code, ...name },
    event: rest.working
      ? { kind: because, what: wordsOf(because), ...onRecord(orderNo, account, known) }
      : null,
    ...sayProvisional(rest),
  };
}

/** The event on record; none where a longer chain took over without one, or no step had opened yet. */
function onRecord(orderNo: string, { step, event }: OrderAccountDay, known: ReadonlyMap<string, KnownEvent>) {
  const id = step && event !== null ? `${stepWorkflowId(orderNo, step)}#${event}` : null;
  const found = id === null ? undefined : known.get(id);
  const at = found ? shanghaiIso(found.at.getTime()) : null;
  return { id, who: found?.by ?? null, at, reason: found?.reason ?? null };
}
