import type { Calendar, Day } from '../domain/calendar.ts';
import type { Bucket } from '../domain/ledger.ts';
import { calendarIndex } from './calendar-index.ts';
import { noDays } from './charging.ts';
import type { AccountDay } from './day-account.ts';
import { dayKind } from './day-kind.ts';
import { dayOf } from './day-number.ts';
import { isProvisional } from './working-days.ts';

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
