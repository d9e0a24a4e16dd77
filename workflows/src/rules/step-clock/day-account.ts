import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Bucket, Change } from '../../domain/ledger.ts';
import type { TaskCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { dayKind, type DayKind } from '../calendar/day-kind.ts';
import { dayOf } from '../calendar/day-number.ts';
import { officeSerial } from '../calendar/office-day.ts';
import { isProvisional } from '../calendar/working-days.ts';
import { noDays, tally } from './charging.ts';
import { type Stretch, stretchAsOf } from './stretch.ts';

/** What put a working day where it is. */
export type Entry = Pick<AccountDay, 'bucket' | 'event' | 'because' | 'task'>;

interface Span<E extends Entry> {
  readonly day0: number;
  /** the last day charged */
  readonly through: number;
  /** the last day shown */
  readonly last: number;
  readonly budget: number;
  /** of day 0 and every working day after it */
  readonly entry: (serial: number) => E;
}

/** Calendar day by calendar day from day 0, with running totals. */
export function accountOf<E extends Entry>(calendar: Calendar, span: Span<E>): (AccountDay & E)[] {
  const index = calendarIndex(calendar);
  const rows: (AccountDay & E)[] = [];
  let buckets: Record<Bucket, number> = noDays();
  for (let number = index.dayNumberAt(span.day0); number <= index.dayNumberAt(span.last); number++) {
    const serial = index.serialOf(number);
    const working = serial > index.serialOf(number - 1);
    const isCharged = working && serial > span.day0 && serial <= span.through;
    const found = span.entry(serial);
    const entry = working ? found : { ...found, event: null, because: 'day-off' };
    const bucket = working && serial > span.day0 ? entry.bucket : null;
    if (isCharged && bucket) buckets = { ...buckets, [bucket]: buckets[bucket] + 1 };
    const used = usedOf(buckets);
    const totals = { isCharged, buckets, used, remaining: span.budget - used };
    rows.push({ ...entry, ...about(calendar, dayOf(number)), working, bucket, ...totals });
  }
  return rows;
}

const about = (calendar: Calendar, day: Day) => ({
  day,
  why: dayKind(calendar, day),
  isProvisional: isProvisional(calendar, day),
});

const usedOf = ({ GOV, AGENCY }: Record<Bucket, number>): number => GOV + AGENCY;

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
