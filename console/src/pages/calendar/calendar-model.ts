import type { components } from '../../../generated/contract.d.ts';
import { placeInWeek, weeksOf } from '../../domain/weeks.ts';

export type Calendar = components['schemas']['Calendar'];
export type CalendarSummary = components['schemas']['CalendarSummary'];
type PutYear = components['schemas']['PutCalendar']['years'][number];
export type HolidayCode = NonNullable<PutYear['names']>[string];

/** A year as it is written: only what differs from worked weekdays and free weekends. */
export type CalendarYear = Required<PutYear>;

const holidayNames: Readonly<Record<HolidayCode, true>> = {
  ...{ 'new-year': true, 'spring-festival': true, 'tomb-sweeping-day': true, 'labour-day': true },
  ...{ 'dragon-boat-festival': true, 'mid-autumn-festival': true, 'national-day': true },
  'mid-autumn-and-national-day': true,
};
export const holidays = Object.keys(holidayNames) as readonly HolidayCode[];

/** The days of a version by year, from its first holiday's year through the last one that is published. */
export function yearsOf({ off, work, names, publishedThrough }: Calendar): CalendarYear[] {
  const [first, last] = [yearOf(off[0] ?? publishedThrough), yearOf(publishedThrough)];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const isIn = (day: string) => yearOf(day) === first + index;
    const named = Object.entries(names).filter(([day]) => isIn(day));
    return {
      ...{ year: first + index, off: off.filter(isIn), work: work.filter(isIn) },
      names: Object.fromEntries(named),
    };
  });
}

/** The same with the year after, of which weekends alone are known. */
export const withNextYear = (years: readonly CalendarYear[]): CalendarYear[] => [
  ...years,
  { year: (years.at(-1)?.year ?? 0) + 1, off: [], work: [], names: {} },
];

type DayKind = 'weekday' | 'weekend' | 'holiday' | 'make-up-day';

/** A day of a year: whether it is worked, and for which holiday it is not, or is made up. */
export interface YearDay {
  readonly day: string;
  readonly kind: DayKind;
  readonly name: HolidayCode | undefined;
}

export function dayOf({ off, work, names }: CalendarYear, day: string): YearDay {
  const ordinary = isWeekend(day) ? 'weekend' : 'weekday';
  const kind = off.includes(day) ? 'holiday' : work.includes(day) ? 'make-up-day' : ordinary;
  return { day, kind, name: names[day] };
}

/** What a click makes of a day: a weekday is off and then worked again; a weekend is worked, then a holiday, then a weekend again. */
const nextKind = (kind: DayKind, day: string): DayKind => {
  if (kind === 'weekday' || kind === 'make-up-day') return 'holiday';
  if (kind === 'holiday') return isWeekend(day) ? 'weekend' : 'weekday';
  return 'make-up-day';
};

/** The years after a click on a day; a day that differs from an ordinary one is named after the holiday, where one is chosen. */
export const clicked = (
  years: readonly CalendarYear[],
  day: string,
  holiday: HolidayCode | undefined,
): CalendarYear[] =>
  years.map((year) => {
    if (year.year !== yearOf(day)) return year;
    const kind = nextKind(dayOf(year, day).kind, day);
    const isNamed = holiday && (kind === 'holiday' || kind === 'make-up-day');
    const others = Object.entries(year.names).filter(([named]) => named !== day);
    return {
      year: year.year,
      off: withDay(year.off, day, kind === 'holiday'),
      work: withDay(year.work, day, kind === 'make-up-day'),
      names: Object.fromEntries(isNamed ? [...others, [day, holiday]] : others),
    };
  });

const withDay = (days: readonly string[], day: string, isIn: boolean): string[] => {
  const others = days.filter((one) => one !== day);
  return isIn ? [...others, day].sort() : others;
};

export interface YearMonth {
  readonly month: number;
  /** Monday first; no day where a week belongs to another month */
  readonly weeks: readonly (readonly (YearDay | undefined)[])[];
}

export const monthsOf = (year: CalendarYear): YearMonth[] =>
  Array.from({ length: 12 }, (_, index) => {
    const length = new Date(Date.UTC(year.year, index + 1, 0)).getUTCDate();
    const days = Array.from({ length }, (_day, date) =>
      dayOf(year, `${year.year}-${twoDigits(index + 1)}-${twoDigits(date + 1)}`),
    );
    return { month: index + 1, weeks: weeksOf(days) };
  });

/** Days of one kind and holiday that follow one another. */
export interface NamedDays {
  readonly kind: DayKind;
  readonly name: HolidayCode | undefined;
  readonly first: string;
  readonly last: string;
}

/** The holidays and make-up days of a month in order, for who reads them as a list. */
export function namedDaysOf({ weeks }: YearMonth): NamedDays[] {
  const found: NamedDays[] = [];
  for (const one of weeks.flat()) {
    if (!one || one.kind === 'weekday' || one.kind === 'weekend') continue;
    const { day, kind, name } = one;
    const last = found.at(-1);
    const follows = last?.kind === kind && last.name === name && dayAfter(last.last) === day;
    if (last && follows) found.splice(-1, 1, { ...last, last: day });
    else found.push({ kind, name, first: day, last: day });
  }
  return found;
}

const yearOf = (day: string) => Number(day.slice(0, 4));
const twoDigits = (count: number) => String(count).padStart(2, '0');
const isWeekend = (day: string) => placeInWeek(day) >= 5;
const dayMs = 86_400_000;
const dayAfter = (day: string) => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);

/** The version in force: of the published ones the first, as the list has them. */
export const inForceOf = (versions: readonly CalendarSummary[]): CalendarSummary | undefined =>
  versions.find(({ state }) => state === 'published');

/** The year that is wanted, or of those there are the nearest one. */
export const shownYear = (years: readonly CalendarYear[], wanted: number): CalendarYear | undefined =>
  years.find(({ year }) => year === wanted) ?? (wanted < (years[0]?.year ?? 0) ? years[0] : years.at(-1));
