import { type Answer, type Call, notFound } from '@doudi/infra/http';
import { findCalendar, getCalendarInForce } from './calendars.ts';
import type { Dependencies } from './dependencies.ts';
import type { OfCalendar } from './read-calendars.ts';
import { summary } from './read-calendars.ts';
import { refuse, things } from './words.ts';

/** Publishes a draft: a durable workflow moves every open order to it. Publishing again changes nothing. */
export const publishCalendar =
  ({ startPublication }: Pick<Dependencies, 'startPublication'>) =>
  async ({ params, db }: Call<unknown, OfCalendar>): Promise<Answer> => {
    const { version } = params;
    const draft = await findCalendar(db, version);
    if (!draft) throw notFound(things.calendar);
    const inForce = (await getCalendarInForce(db)).version;
    if (draft.publishedAt && inForce !== version)
      throw refuse({ refused: 'calendar-superseded', version, inForce });
    await startPublication(version);
    const found = await findCalendar(db, version);
    return { status: 202, body: found && summary(found), headers: { location: `/v1/calendars/${version}` } };
  };
