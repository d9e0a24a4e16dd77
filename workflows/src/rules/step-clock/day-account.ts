import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Bucket, Change } from '../../domain/ledger.ts';
import type { TaskCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { dayKindOf, type DayKind } from '../calendar/day-kind.ts';
import { dayOf } from '../calendar/day-number.ts';
import { officeSerial } from '../calendar/office-day.ts';
import { isProvisional } from '../calendar/working-days.ts';
import { noDays, readSerials, usedOf } from './charging.ts';
import { type LedgerSegment, segmentAsOf } from './ledger-segment.ts';

/** What put a working day where it is. */
export type Entry = Pick<AccountDay, 'bucket' | 'event' | 'because' | 'task'>;

interface Span {
  readonly day0: number;
  /** the last day charged */
  readonly through: number;
  /** the last day shown */
  readonly last: number;
  readonly budget: number;
  /** what the totals begin with; nothing when absent */
  readonly carried?: Readonly<Record<Bucket, number>> | undefined;
  /** of day 0 and every working day after it */
  readonly entry: (serial: number) => Entry;
}

/** Calendar day by calendar day from day 0, with running totals. Rows are written out field by field: spreading costs ten times as much. */
export function accountOf(calendar: Calendar, span: Span): AccountDay[] {
  const { day0, through, last, budget, entry } = span;
  const index = calendarIndex(calendar);
  const end = index.dayNumberAt(last);
  const rows: AccountDay[] = [];
  let buckets: Record<Bucket, number> = { ...(span.carried ?? noDays()) };
  for (let number = index.dayNumberAt(day0); number <= end; number++) {
    const serial = index.serialOf(number);
    const working = serial > index.serialOf(number - 1);
    const isCharged = working && serial > day0 && serial <= through;
    const found = entry(serial);
    const bucket = working && serial > day0 ? found.bucket : null;
    if (isCharged && bucket) buckets = withOneMore(buckets, bucket);
    const used = usedOf(buckets);
    const day = dayOf(number);
    rows.push({
      day,
      working,
      why: dayKindOf(calendar, number),
      isProvisional: isProvisional(calendar, day),
      bucket,
      event: working ? found.event : null,
      because: working ? found.because : 'day-off',
      task: found.task,
      isCharged,
      buckets,
      used,
      remaining: budget - used,
    });
  }
  return rows;
}

function withOneMore({ GOV, AGENCY, OWNER, EXCLUDED }: Record<Bucket, number>, bucket: Bucket) {
  const buckets: Record<Bucket, number> = { GOV, AGENCY, OWNER, EXCLUDED };
  buckets[bucket] += 1;
  return buckets;
}

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
export function dayAccount(calendar: Calendar, segment: LedgerSegment, now: Instant): AccountDay[] {
  const index = calendarIndex(calendar);
  const at = Math.max(now, segment.openedAt);
  const { changes, closedAt, budget } = segmentAsOf(segment, at);
  const { day0, through } = readSerials(index, { ...segment, changes, closedAt }, officeSerial(index, at));
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
