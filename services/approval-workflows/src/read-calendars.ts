import { type Answer, type Call, notFound } from '@doudi/infra/http';
import { shanghaiIso } from '@doudi/workflows';
import { findCalendar, listCalendars, type CalendarVersion } from './calendars.ts';
import type { OfCalendar } from './put-calendar.ts';
import { things } from './words.ts';

/** All versions, drafts first, then the one in force and those before it. */
export async function readCalendars({ db }: Call): Promise<Answer> {
  const versions = await listCalendars(db);
  return { body: { items: versions.map(summary), next: null } };
}

/** One version with all its days. */
export async function readCalendar({ params, db }: Call<unknown, OfCalendar>): Promise<Answer> {
  const found = await findCalendar(db, params.version);
  if (!found) throw notFound(things.calendar);
  return { body: showCalendar(found) };
}

export const showCalendar = (found: CalendarVersion) => {
  const { off, work, names } = found.calendar;
  return { ...summary(found), off, work, names };
};

/** `moved` says how far a publication has come: of so many open orders so many are on it. */
export const summary = ({ calendar, publishedAt, total, done }: CalendarVersion) => ({
  version: calendar.version,
  state: publishedAt ? 'published' : 'draft',
  publishedThrough: calendar.publishedThrough,
  publishedAt: publishedAt && shanghaiIso(publishedAt.getTime()),
  moved: total === null ? null : { done, total },
});
