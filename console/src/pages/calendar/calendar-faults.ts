import type { Problem } from '../../api/problem.ts';
import type { CalendarYear } from './calendar-model.ts';

/** What is wrong with a draft, on the day or in the year that the server points to. */
export interface CalendarFault {
  readonly year: number | undefined;
  readonly day: string | undefined;
  readonly fault: string;
}

/** The faults of a draft as it was sent: `/years/0/off/3` is the fourth day off of its first year, `/years/0/names/2017-05-01` names a day itself. */
export const faultsOf = ({ faults = [] }: Problem, sent: readonly CalendarYear[]): CalendarFault[] =>
  faults.map(({ at, fault }) => {
    const [, , index = '', field, place = ''] = at.split('/');
    const year = index === '' ? undefined : sent[Number(index)];
    return { year: year?.year, day: year && dayAt(year, field, place), fault };
  });

const dayAt = (year: CalendarYear, field: string | undefined, place: string): string | undefined => {
  if (field === 'off' || field === 'work') return place === '' ? undefined : year[field][Number(place)];
  return field === 'names' && place !== '' ? place : undefined;
};

export const faultsOn = (faults: readonly CalendarFault[], day: string): string[] =>
  faults.filter((one) => one.day === day).map(({ fault }) => fault);
