import type { Day } from '../../domain/calendar.ts';
import type { Words } from '../../domain/words.ts';

/** A year as its notice arranges it. */
export interface CalendarYear {
  readonly year: number;
  /** holidays, weekend days within them included */
  readonly off: readonly string[];
  /** make-up working days */
  readonly work: readonly string[];
}

export interface CalendarFault {
  /** where in the list of years: index of the year, then field and index of the day */
  readonly path: readonly (string | number)[];
  readonly fault: Words;
}

/** Everything that is wrong with a draft: all of it at once. Days are `yyyy-mm-dd`; years must follow one another. */
export function calendarFaults(years: readonly CalendarYear[]): CalendarFault[] {
  return [...sequenceFaults(years), ...years.flatMap((year, index) => yearFaults(year, index))];
}

function sequenceFaults(years: readonly CalendarYear[]): CalendarFault[] {
  return years.flatMap(({ year }, index): CalendarFault[] => {
    const before = years[index - 1]?.year;
    if (before === undefined || year === before + 1) return [];
    const isKnown = years.slice(0, index).some((other) => other.year === year);
    const fault = isKnown
      ? { zh: `${year} 年出现两次`, en: `the year ${year} is there twice` }
      : {
          zh: `${before} 年之后应为 ${before + 1} 年，而非 ${year} 年`,
          en: `after ${before} the year ${before + 1} must come, not ${year}`,
        };
    return [{ path: [index, 'year'], fault }];
  });
}

function yearFaults({ year, off, work }: CalendarYear, index: number): CalendarFault[] {
  const at = (field: 'off' | 'work', i: number, fault: Words | undefined): CalendarFault[] =>
    fault === undefined ? [] : [{ path: [index, field, i], fault }];
  const noHoliday = { zh: `${year} 年没有任何节假日`, en: `the year ${year} has no holiday at all` };
  const empty = off.length === 0 ? [{ path: [index, 'off'], fault: noHoliday }] : [];
  return [
    ...empty,
    ...off.flatMap((day, i) => at('off', i, dayFault(day, year, off.slice(0, i)))),
    ...work.flatMap((day, i) => at('work', i, dayFault(day, year, work.slice(0, i)) ?? workFault(day, off))),
  ];
}

function dayFault(day: string, year: number, before: readonly string[]): Words | undefined {
  if (!isDay(day)) return { zh: `${day} 不是日期`, en: `${day} is no date` };
  if (Number(day.slice(0, 4)) !== year)
    return { zh: `${day} 不在 ${year} 年`, en: `${day} is not in ${year}` };
  return before.includes(day) ? { zh: `${day} 出现两次`, en: `${day} is there twice` } : undefined;
}

function workFault(day: string, off: readonly string[]): Words | undefined {
  if (off.includes(day)) return { zh: `${day} 既休息又上班`, en: `${day} is off and worked at once` };
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6
    ? undefined
    : {
        zh: `${day} 不是周六或周日，不能作调休工作日`,
        en: `${day} is no Saturday or Sunday, so it cannot be made up`,
      };
}

const isDay = (text: string): text is Day => {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};
