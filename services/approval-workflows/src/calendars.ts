import type { Queryable } from '@doudi/infra/database';
import type { Calendar, Day } from '@doudi/workflows';
import sql, { raw, type Sql } from 'sql-template-tag';

/** A calendar version as it is kept on record; a draft has no `publishedAt`. */
export interface CalendarVersion {
  readonly calendar: Calendar;
  readonly publishedAt: Date | null;
  /** the open orders that were to be moved when it was published, and those that have been */
  readonly total: number | null;
  readonly done: number;
}

interface Row {
  version: string;
  publishedThrough: Day;
  off: Day[];
  work: Day[];
  names: NonNullable<Calendar['names']>;
  publishedAt: Date | null;
  total: number | null;
  done: string;
}
const columns = sql`c.version, c.published_through as "publishedThrough", c.off::text[] as off, c.work::text[] as work, c.names,
  c.published_at as "publishedAt", c.total, (select count(*) from calendar_moves m where m.to_version = c.version) as done`;
const inForce = sql`c.published_at is not null order by c.published_at desc, c.version desc limit 1`;

async function select(db: Queryable, rest: Sql): Promise<CalendarVersion[]> {
  const { rows } = await db.query<Row>(sql`select ${columns} from calendars c ${rest}`);
  return rows.map(({ publishedAt, total, done, ...calendar }) => ({
    calendar,
    publishedAt,
    total,
    done: Number(done),
  }));
}

/** The calendar the product ships: in force where there is none yet, else a draft that waits to be published. */
export const insertShippedCalendar = (db: Queryable, calendar: Calendar) =>
  insert(db, calendar, raw('case when exists (select from calendars) then null else now() end'));

/** Makes a draft. Answers false when the version is there; waits for another transaction that makes it and has not ended. */
export const insertDraft = async (db: Queryable, calendar: Calendar): Promise<boolean> =>
  (await insert(db, calendar, raw('null'))).rowCount === 1;

/** A version that is there, locked until the transaction ends. */
export async function lockCalendar(db: Queryable, version: string): Promise<CalendarVersion> {
  const [found] = await select(db, sql`where c.version = ${version} for update of c`);
  if (!found) throw new Error(`no calendar ${version}`);
  return found;
}

/** Writes over a draft, which the caller has locked. */
export const replaceDraft = (db: Queryable, calendar: Calendar) => {
  const { version, publishedThrough, off, work, names = {} } = calendar;
  return db.query(sql`
    update calendars set published_through = ${publishedThrough}, off = ${off}::date[], work = ${work}::date[], names = ${JSON.stringify(names)}
     where version = ${version} and published_at is null`);
};

const insert = (
  db: Queryable,
  { version, publishedThrough, off, work, names = {} }: Calendar,
  publishedAt: Sql,
) =>
  db.query(sql`
    insert into calendars (version, published_through, off, work, names, published_at)
    values (${version}, ${publishedThrough}, ${off}::date[], ${work}::date[], ${JSON.stringify(names)}, ${publishedAt})
    on conflict do nothing`);

/** Makes a draft the calendar in force; of one that is published nothing changes. */
export const markPublished = (db: Queryable, version: string) =>
  db.query(sql`
    update calendars c
       set published_at = clock_timestamp(),
           total = (select count(*) from orders o where o.closed_at is null and o.calendar_version <> c.version)
     where c.version = ${version} and c.published_at is null`);

export const listCalendars = (db: Queryable): Promise<CalendarVersion[]> =>
  select(db, sql`order by c.published_at desc nulls first, c.version desc`);

export const findCalendar = async (db: Queryable, version: string): Promise<CalendarVersion | undefined> =>
  (await select(db, sql`where c.version = ${version}`))[0];

export const getCalendarInForce = (db: Queryable): Promise<Calendar> => get(db, sql`where ${inForce}`);

/** Which calendar is in force. */
export async function versionInForce(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ version: string }>(
    sql`select c.version from calendars c where ${inForce}`,
  );
  if (!rows[0]) throw new Error('no calendar is in force');
  return rows[0].version;
}

/** Calendars that orders have never change, so each version is read once. The rules index a calendar by its identity. */
export function calendarReader() {
  const known = new Map<string, Promise<Calendar>>();
  return (db: Queryable, version: string): Promise<Calendar> => {
    const found = known.get(version) ?? get(db, sql`where c.version = ${version}`);
    known.set(version, found);
    found.catch(() => known.delete(version));
    return found;
  };
}

async function get(db: Queryable, rest: Sql): Promise<Calendar> {
  const [found] = await select(db, rest);
  if (!found) throw new Error('no such calendar is published');
  return found.calendar;
}
