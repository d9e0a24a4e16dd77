import { readFileSync } from 'node:fs';
import { failure } from '@doudi/infra/failure';
import { calendarFaults, type Calendar, type CalendarYear, type Day } from '@doudi/workflows';

const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** A calendar from a file as GET /v1/calendars/{version} answers it. Fails with every fault of it. */
export function readCalendar(file: string): Calendar {
  const { version, publishedThrough, off, work } = parsed(file);
  if (typeof version !== 'string' || typeof publishedThrough !== 'string' || !isList(off) || !isList(work))
    throw failure(`${file} is no calendar: it needs version, publishedThrough and the lists off and work.`);
  const faults = calendarFaults(years([...off, `${publishedThrough.slice(0, 4)}-01-01`], { off, work }));
  if (faults.length > 0)
    throw failure([`${file} has faults:`, ...faults.map(({ fault }) => `  ${fault.en}`)].join('\n'));
  return { version, publishedThrough: publishedThrough as Day, off: off as Day[], work: work as Day[] };
}

function years(days: readonly string[], { off, work }: { off: string[]; work: string[] }): CalendarYear[] {
  const names = [...new Set([...days, ...work].map((day) => day.slice(0, 4)))].sort();
  const within = (year: string, list: readonly string[]) => list.filter((day) => day.startsWith(year));
  return names.map((year) => ({ year: Number(year), off: within(year, off), work: within(year, work) }));
}

function parsed(file: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(readFileSync(file, 'utf8'))) as Record<string, unknown>;
  } catch (cause) {
    throw failure(`${file} cannot be read as JSON: ${(cause as Error).message}`, { cause });
  }
}
