import type { Calendar, Day } from '../domain/calendar.ts';
import type { TaskCode } from '../domain/catalogue.ts';
import type { Instant } from '../domain/instant.ts';
import type { Bucket, Change } from '../domain/ledger.ts';
import { accountOf, type Entry } from './account-of.ts';
import { calendarIndex } from './calendar-index.ts';
import type { DayKind } from './day-kind.ts';
import { officeSerial } from './office-day.ts';
import { type Stretch, stretchAsOf } from './stretch.ts';
import { tally } from './tally.ts';

/** One calendar day of an explained clock. */
export interface AccountDay {
  readonly day: Day;
  readonly working: boolean;
  readonly why: DayKind;
  /** the day lies beyond the last published year */
  readonly isProvisional: boolean;
  /** whose the day is; null on day 0 and on days off */
  readonly bucket: Bucket | null;
  /** the number of the event that put it there; null on days off and where no event did */
  readonly event: number | null;
  /** that event's kind, `day-off`, or of an order `longer-chain` or `waiting` */
  readonly because: string;
  readonly task: TaskCode | null;
  /** whether the day is in the running totals yet */
  readonly isCharged: boolean;
  /** running totals, in working days */
  readonly buckets: Record<Bucket, number>;
  readonly used: number;
  readonly remaining: number;
}

/** The explained clock of a step or task: every calendar day from day 0 to today, or to the day it closed. */
export function dayAccount(calendar: Calendar, stretch: Stretch, now: Instant): AccountDay[] {
  const index = calendarIndex(calendar);
  const at = Math.max(now, stretch.openedAt);
  const { changes, closedAt, budget } = stretchAsOf(stretch, at);
  const { day0, through } = tally(index, { ...stretch, changes, closedAt }, officeSerial(index, at));
  const written = changes.map((line) => ({ line, serial: officeSerial(index, line.at) }));
  const entry = (serial: number): Entry =>
    entryOf((written.findLast((one) => one.serial < serial) ?? written[0])?.line);
  const last = officeSerial(index, closedAt ?? at);
  return accountOf(calendar, { day0, through, last, budget, entry });
}

const entryOf = (line: Change | undefined): Entry => ({
  bucket: line?.bucket ?? null,
  event: line?.event ?? null,
  because: line?.because ?? 'waiting',
  task: line?.task ?? null,
});
