import type { Calendar, Day } from './calendar.ts';

/** Days by year: `mm-dd`, and from one day through another `mm-dd/mm-dd`, with a space between them. */
type DaysByYear = Readonly<Record<string, string>>;

/** A calendar as workflows carry it by value: short enough to be read in the Temporal UI. */
export interface CompactCalendar extends Pick<Calendar, 'version' | 'publishedThrough'> {
  readonly off: DaysByYear;
  readonly work: DaysByYear;
}

/** What a workflow is given; inputs and results on record from before calendars were compact list each day. */
export type GivenCalendar = CompactCalendar | Calendar;

/** The calendar without the names of its holidays, which decide nothing. */
export const compactCalendar = ({ version, publishedThrough, off, work }: Calendar): CompactCalendar => ({
  version,
  publishedThrough,
  off: byYear(off),
  work: byYear(work),
});

/** The calendar that the rules read. */
export const fullCalendar = (given: GivenCalendar): Calendar =>
  isFull(given) ? given : { ...given, off: listed(given.off), work: listed(given.work) };

const isFull = (given: GivenCalendar): given is Calendar => Array.isArray(given.off);

const listed = (days: DaysByYear): Day[] =>
  Object.entries(days).flatMap(([year, spans]) => spans.split(' ').flatMap((span) => daysOf(year, span)));

/** The days of a span of one year, `mm-dd` or `mm-dd/mm-dd`. */
export function daysOf(year: string, span: string): Day[] {
  const [from = span, through = from] = span.split('/');
  const days: Day[] = [];
  for (let at = Date.parse(`${year}-${from}`); at <= Date.parse(`${year}-${through}`); at += dayMs)
    days.push(dayOf(at));
  return days;
}

const dayMs = 86_400_000;
const dayOf = (at: number): Day => new Date(at).toISOString().slice(0, 10) as Day;

function byYear(days: readonly Day[]): DaysByYear {
  const years: Record<string, [first: Day, last: Day][]> = {};
  for (const day of days) {
    const spans = (years[day.slice(0, 4)] ??= []);
    const open = spans.at(-1);
    if (open && dayOf(Date.parse(open[1]) + dayMs) === day) open[1] = day;
    else spans.push([day, day]);
  }
  const written = ([first, last]: [Day, Day]) =>
    first === last ? first.slice(5) : `${first.slice(5)}/${last.slice(5)}`;
  return Object.fromEntries(
    Object.entries(years).map(([year, spans]) => [year, spans.map(written).join(' ')]),
  );
}
