import type { components } from '../../../generated/contract.d.ts';
import { placeInWeek } from '../../domain/weeks.ts';

export type Timeline = components['schemas']['Timeline'];
export type StepTimeline = Timeline['steps'][number];

/** Where something lies on the axis, in the drawing's own units. */
interface Extent {
  readonly x: number;
  readonly width: number;
}

/** The axis: calendar days side by side, each as wide as the other; days off are shaded, not left out. */
export interface Axis {
  readonly left: number;
  readonly dayWidth: number;
  /** the start of a day; of one that is not drawn the nearest that is */
  readonly at: (day: string) => number;
  /** from the start of one day to the end of another */
  readonly extent: (from: string, to: string) => Extent;
}

export function axisOf(
  { days }: Pick<Timeline, 'days'>,
  { left, width }: { left: number; width: number },
): Axis {
  const dayWidth = (width - left) / Math.max(1, days.length);
  const places = new Map(days.map(({ day }, i) => [day, i]));
  const first = days[0]?.day ?? '';
  const place = (day: string) => places.get(day) ?? (day < first ? 0 : days.length - 1);
  const at = (day: string) => left + place(day) * dayWidth;
  return {
    ...{ left, dayWidth, at },
    extent: (from, to) => ({ x: at(from), width: Math.max(dayWidth, at(to) + dayWidth - at(from)) }),
  };
}

/** Days off that lie together, with the name of their holiday if they have one. */
export interface OffDays {
  readonly from: string;
  readonly to: string;
  readonly isHoliday: boolean;
  readonly name: { readonly zh: string; readonly en: string } | null;
}

export function offDaysOf({ days }: Pick<Timeline, 'days'>): OffDays[] {
  const found: OffDays[] = [];
  let before: string | undefined;
  for (const { day, kind, name } of days) {
    const isOff = kind === 'weekend' || kind === 'holiday';
    const last = found.at(-1);
    if (isOff && last && last.to === before)
      found[found.length - 1] = {
        ...{ from: last.from, to: day, name: last.name ?? name },
        isHoliday: last.isHoliday || kind === 'holiday',
      };
    else if (isOff) found.push({ from: day, to: day, isHoliday: kind === 'holiday', name });
    before = day;
  }
  return found;
}

export const makeUpDaysOf = ({ days }: Pick<Timeline, 'days'>): string[] =>
  days.flatMap(({ day, kind }) => (kind === 'make-up-day' ? [day] : []));

/** The first day drawn of each month, and the Mondays, where the grid has its lines. */
export function ticksOf({ days }: Pick<Timeline, 'days'>): { months: string[]; weeks: string[] } {
  const months = days.flatMap(({ day }, i) => (i === 0 || day.endsWith('-01') ? [day] : []));
  const weeks = days.flatMap(({ day }) => (placeInWeek(day) === 0 ? [day] : []));
  // a month of which hardly anything is drawn would write over the next
  const crowded =
    months.length > 1 && placeOf(days, months[1]) - placeOf(days, months[0]) < leastBetweenLabels;
  return { months: crowded ? months.slice(1) : months, weeks };
}

/** Days between two names of months that do not touch. */
const leastBetweenLabels = 6;

const placeOf = (days: Timeline['days'], day: string | undefined) => days.findIndex((one) => one.day === day);

/** Who has held the step since when: its last span, and how many days of it are charged. */
export const lastSpan = (timeline: Timeline | undefined, code: string | null) =>
  timeline?.steps.find((step) => step.code === code)?.spans.at(-1);
