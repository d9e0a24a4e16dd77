import type { Day, Instant, PaperKind, PlannedStep, PlannedTask, StepEvent } from '@doudi/workflows';
import { placeOf, table, type Table } from './oracle.ts';

/** What was accepted of a step, as the oracle of acts reads it. */

/** What people did with a step, in the order it was accepted, each at the instant it was put on record; nothing the clock did. */
export interface ActRecord {
  readonly planned: PlannedStep;
  readonly openedAt: Instant;
  readonly events: readonly StepEvent[];
}

export interface ToldStop {
  readonly from: Instant;
  readonly lastDay: Day;
  /** null while nobody has ended it early */
  readonly endedAt: Instant | null;
}

export const fiveOClock = (day: Day): Instant => Date.parse(`${day}T17:00:00+08:00`);

/** A stop ends early, or in the last instant before 17:00 of its last day, which is still excluded. */
export const endOfStop = ({ lastDay, endedAt }: ToldStop): Instant => endedAt ?? fiveOClock(lastDay) - 1;

/** 17:00 of the n-th working day after the office day of an instant. */
export const endOfDays = (from: Instant, n: number, days: Table = table): Instant =>
  days[placeOf(from, days) + n]?.ends ?? Infinity;

export type Of<K extends StepEvent['kind']> = Extract<StepEvent, { kind: K }>;
export const isOf = <K extends StepEvent['kind']>(kind: K, event: StepEvent): event is Of<K> =>
  event.kind === kind;

/** The request that an event grants. */
export function grantedBy(events: readonly StepEvent[], event: StepEvent): Of<'request'>['request'] | null {
  if (!isOf('decide-request', event) || event.verdict === 'deny') return null;
  const asked = events.find((one) => isOf('request', one) && (one as { no?: number }).no === event.no);
  return asked && isOf('request', asked) ? asked.request : null;
}

/** Working days the enterprise has, when this event asks it for a supplement. */
export function daysAsked(events: readonly StepEvent[], event: StepEvent): number | null {
  if (isOf('ask-supplement', event)) return event.days;
  const granted = grantedBy(events, event);
  return granted?.kind === 'supplement' ? granted.days : null;
}

export function stopsOf(events: readonly StepEvent[]): ToldStop[] {
  return events.flatMap((event, i) => {
    const granted = grantedBy(events, event);
    if (granted?.kind !== 'stop') return [];
    const stop = { from: event.at, lastDay: granted.lastDay, endedAt: null };
    const isBefore = ({ kind, at }: StepEvent) => kind === 'end-stop' && at < endOfStop(stop);
    return [{ ...stop, endedAt: events.slice(i + 1).find(isBefore)?.at ?? null }];
  });
}

/** The papers of the task's list that were missing as an act was done. */
export function lackingIn({ paperList = [] }: PlannedTask, event: StepEvent): PaperKind[] {
  const missing = 'missing' in event ? (event.missing ?? []) : [];
  return paperList.map(({ kind }) => kind).filter((kind) => missing.includes(kind));
}

/** What had been promised before the n-th event of a task, and had not come by then. */
export const promisedBefore = (events: readonly StepEvent[], n: number): Of<'promise'>[] =>
  events.slice(0, n).flatMap((event, i) => {
    if (!isOf('promise', event)) return [];
    const arrived = arrivalFor(events, i);
    return arrived !== null && arrived < n ? [] : [event];
  });

/** The number of the event that brought all that the n-th event promised; null when none has. */
export function arrivalFor(events: readonly StepEvent[], n: number): number | null {
  const promise = events[n];
  if (!promise || !isOf('promise', promise)) return null;
  const found = events.findIndex(
    (event, i) =>
      i > n &&
      isOf('papers-arrived', event) &&
      event.since >= promise.at &&
      promise.kinds.every((kind) => event.kinds.includes(kind)),
  );
  return found < 0 ? null : found;
}
