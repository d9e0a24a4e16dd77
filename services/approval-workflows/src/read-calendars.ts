import { type Answer, type Call, notFound } from '@doudi/infra/http';
import { bilingual } from '@doudi/infra/words';
import { shanghaiIso } from '@doudi/workflows';
import { z } from 'zod';
import { findCalendar, listCalendars, type CalendarVersion } from './calendars.ts';
import { things } from './words.ts';

export const OfCalendar = z.strictObject({
  version: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9.-]{0,59}$/,
      bilingual(
        '须为 1 至 60 个小写字母、数字、点或连字符',
        'must be 1 to 60 small letters, digits, dots and hyphens',
      ),
    ),
});
export type OfCalendar = z.output<typeof OfCalendar>;

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
