import type { Calendar, Day, HolidayCode } from './calendar.ts';
import { daysOf } from './compact-calendar.ts';

/** By year `holiday mm-dd …, …`; from one day through another is `mm-dd/mm-dd`. */
type Years = Readonly<Record<string, string>>;

const off: Years = {
  '2016': 'new-year 01-01, spring-festival 02-07/02-13, tomb-sweeping-day 04-04, labour-day 05-01/05-02, dragon-boat-festival 06-09/06-11, mid-autumn-festival 09-15/09-17, national-day 10-01/10-07',
  '2017': 'new-year 01-01/01-02, spring-festival 01-27/02-02, tomb-sweeping-day 04-02/04-04, labour-day 05-01, dragon-boat-festival 05-28/05-30, mid-autumn-and-national-day 10-01/10-08',
  '2018': 'new-year 01-01, spring-festival 02-15/02-21, tomb-sweeping-day 04-05/04-07, labour-day 04-29/05-01, dragon-boat-festival 06-18, mid-autumn-festival 09-24, national-day 10-01/10-07, new-year 12-30/12-31',
  '2019': 'new-year 01-01, spring-festival 02-04/02-10, tomb-sweeping-day 04-05, labour-day 05-01/05-04, dragon-boat-festival 06-07, mid-autumn-festival 09-13, national-day 10-01/10-07',
  '2020': 'new-year 01-01, spring-festival 01-24/02-02, tomb-sweeping-day 04-04/04-06, labour-day 05-01/05-05, dragon-boat-festival 06-25/06-27, mid-autumn-and-national-day 10-01/10-08',
  '2021': 'new-year 01-01/01-03, spring-festival 02-11/02-17, tomb-sweeping-day 04-03/04-05, labour-day 05-01/05-05, dragon-boat-festival 06-12/06-14, mid-autumn-festival 09-19/09-21, national-day 10-01/10-07',
  '2022': 'new-year 01-01/01-03, spring-festival 01-31/02-06, tomb-sweeping-day 04-03/04-05, labour-day 04-30/05-04, dragon-boat-festival 06-03/06-05, mid-autumn-festival 09-10/09-12, national-day 10-01/10-07, new-year 12-31',
  '2023': 'new-year 01-01/01-02, spring-festival 01-21/01-27, tomb-sweeping-day 04-05, labour-day 04-29/05-03, dragon-boat-festival 06-22/06-24, mid-autumn-and-national-day 09-29/10-06',
  '2024': 'new-year 01-01, spring-festival 02-10/02-17, tomb-sweeping-day 04-04/04-06, labour-day 05-01/05-05, dragon-boat-festival 06-10, mid-autumn-festival 09-15/09-17, national-day 10-01/10-07',
  '2025': 'new-year 01-01, spring-festival 01-28/02-04, tomb-sweeping-day 04-04/04-06, labour-day 05-01/05-05, dragon-boat-festival 05-31/06-02, mid-autumn-and-national-day 10-01/10-08',
  '2026': 'new-year 01-01/01-03, spring-festival 02-15/02-23, tomb-sweeping-day 04-04/04-06, labour-day 05-01/05-05, dragon-boat-festival 06-19/06-21, mid-autumn-festival 09-25/09-27, national-day 10-01/10-07',
}; // prettier-ignore

/** Each under the holiday that it is worked for. */
const work: Years = {
  '2016': 'spring-festival 02-06 02-14, dragon-boat-festival 06-12, mid-autumn-festival 09-18, national-day 10-08 10-09',
  '2017': 'spring-festival 01-22 02-04, tomb-sweeping-day 04-01, dragon-boat-festival 05-27, mid-autumn-and-national-day 09-30',
  '2018': 'spring-festival 02-11 02-24, tomb-sweeping-day 04-08, labour-day 04-28, national-day 09-29 09-30, new-year 12-29',
  '2019': 'spring-festival 02-02 02-03, labour-day 04-28 05-05, national-day 09-29 10-12',
  '2020': 'spring-festival 01-19, labour-day 04-26 05-09, dragon-boat-festival 06-28, mid-autumn-and-national-day 09-27 10-10',
  '2021': 'spring-festival 02-07 02-20, labour-day 04-25 05-08, mid-autumn-festival 09-18, national-day 09-26 10-09',
  '2022': 'spring-festival 01-29 01-30, tomb-sweeping-day 04-02, labour-day 04-24 05-07, national-day 10-08 10-09',
  '2023': 'spring-festival 01-28 01-29, labour-day 04-23 05-06, dragon-boat-festival 06-25, mid-autumn-and-national-day 10-07 10-08',
  '2024': 'spring-festival 02-04 02-18, tomb-sweeping-day 04-07, labour-day 04-28 05-11, mid-autumn-festival 09-14, national-day 09-29 10-12',
  '2025': 'spring-festival 01-26 02-08, labour-day 04-27, mid-autumn-and-national-day 09-28 10-11',
  '2026': 'new-year 01-04, spring-festival 02-14 02-28, labour-day 05-09, national-day 09-20 10-10',
}; // prettier-ignore

/** Every day of a list with its holiday, in order. */
const named = (years: Years): [Day, HolidayCode][] =>
  Object.entries(years).flatMap(([year, list]) =>
    list.split(', ').flatMap((part) => {
      const [holiday, ...spans] = part.split(' ');
      const days = spans.flatMap((span) => daysOf(year, span));
      return days.map((day): [Day, HolidayCode] => [day, holiday as HolidayCode]);
    }),
  );

const dayOf = ([day]: [Day, HolidayCode]): Day => day;

/**
 * The calendar the product ships with: holidays and make-up days of 2016–2026 as arranged by the yearly notices of the
 * General Office of the State Council (2020 as amended on 26 January 2020; 2026's notice of 2025-11-04 is the last one known).
 */
export const shippedCalendar: Calendar = {
  version: 'cn-2016-2026',
  publishedThrough: '2026-12-31' as Day,
  off: named(off).map(dayOf),
  work: named(work).map(dayOf),
  names: Object.fromEntries([...named(off), ...named(work)]),
};
