import type { Queryable } from '@doudi/infra/database';
import type { Calendar, Day } from '@doudi/workflows';
import sql, { type Sql } from 'sql-template-tag';

interface CalendarRow {
  version: string;
  publishedThrough: Day;
  off: Day[];
  work: Day[];
}
const columns = sql`version, published_through as "publishedThrough", off::text[] as off, work::text[] as work`;

/** Does nothing when the version is there: one that is published never changes. */
export const insertCalendar = (db: Queryable, { version, publishedThrough, off, work }: Calendar) =>
  db.query(sql`
    insert into calendars (version, published_through, off, work, published_at)
    values (${version}, ${publishedThrough}, ${off}::date[], ${work}::date[], now())
    on conflict do nothing`);

export const getCalendarInForce = (db: Queryable): Promise<Calendar> =>
  get(db, sql`select ${columns} from calendars order by published_at desc, version desc limit 1`);

/** Calendars never change, so each version is read once. The rules index a calendar by its identity. */
export function calendarReader() {
  const known = new Map<string, Promise<Calendar>>();
  return (db: Queryable, version: string): Promise<Calendar> => {
    const found =
      known.get(version) ?? get(db, sql`select ${columns} from calendars where version = ${version}`);
    known.set(version, found);
    found.catch(() => known.delete(version));
    return found;
  };
}

async function get(db: Queryable, statement: Sql): Promise<Calendar> {
  const { rows } = await db.query<CalendarRow>(statement);
  if (!rows[0]) throw new Error('no calendar is published');
  return rows[0];
}
