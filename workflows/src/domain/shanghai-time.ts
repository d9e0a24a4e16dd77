import type { Day } from './calendar.ts';
import type { Instant } from './instant.ts';

/** Asia/Shanghai is UTC+08:00, without daylight saving time since 1991. */
const offsetMs = 8 * 3_600_000;

// Reads a shifted instant as UTC, so that the time zone of the process has no influence.
const shifted = (at: Instant): string => new Date(at + offsetMs).toISOString();

/** An instant as people of Shanghai read it, `2017-06-16T10:00:00+08:00`; milliseconds only where there are any. */
export const shanghaiIso = (at: Instant): string => shifted(at).replace(/(?:\.000)?Z$/, '+08:00');

/** The same of an instant that may not have come. */
export const shanghaiIsoOrNull = (at: Instant | null): string | null =>
  at === null ? null : shanghaiIso(at);

/** The same to the minute, as in the lists that administrators read: `2017-06-16 10:00`. */
export const shanghaiMinute = (at: Instant): string => shifted(at).slice(0, 16).replace('T', ' ');

/** A day as documents bear it: `2017年8月11日`. */
export const chineseDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** The instant at which a calendar day of Asia/Shanghai begins. */
export const shanghaiStart = (day: string): Instant => Date.parse(`${day}T00:00:00Z`) - offsetMs;

/** The calendar day of Asia/Shanghai that the instant falls on. */
export const shanghaiDay = (at: Instant): Day => shifted(at).slice(0, 10) as Day;
