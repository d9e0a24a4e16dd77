import type { Plan } from '../../domain/plan.ts';
import type { TaskCode, Track } from '../../domain/tracks-and-steps.ts';
import { budgets, type BudgetedTask, sideBranch } from './budgets.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { shareOut } from './on-demand.ts';
import { paperLists } from './paper-lists.ts';

/** Design work before the order, written commitments, acceptance with papers to follow. */
export const whatHelps = ['early-design', 'commitments', 'conditional-acceptance'] as const;

/** The working days that orders of a track can have, and what binds the least of them. */
export interface RangeOfDays {
  readonly least: number;
  readonly most: number;
  /** the spine tasks that cannot be shorter, with their least working days; none where the track has one number of days */
  readonly binding: readonly { readonly task: TaskCode; readonly min: number }[];
  /** what would make a shorter order possible */
  readonly whatHelps: readonly (typeof whatHelps)[number][];
}

/** Why an order of so many days is refused; nothing binds and nothing helps when too many were asked for. */
export interface DaysRefused extends Refusal<'days-out-of-range'>, RangeOfDays {}

/** Track 30 takes orders on demand, from the sum of the spine's minima (13) on; the others have the days of their name. */
export function rangeOfDays(track: Track): RangeOfDays {
  const most = Number(track);
  if (track !== '30') return { least: most, most, binding: [], whatHelps: [] };
  const spine = spineOf(track);
  const binding = spine.filter(({ min }) => min > 0).map(({ code, min }) => ({ task: code, min }));
  return { least: sum(spine.map(({ min }) => min)), most, binding, whatHelps };
}

/**
 * The plan of a track, or on track 30 of an order on demand of `days` working days, 13 to 30 (the least is the sum of the
 * spine's minima). The other tracks take no other number of days than their own.
 */
export function planFor(track: Track, days: number = Number(track)): Plan | DaysRefused {
  const spine = spineOf(track);
  const range = rangeOfDays(track);
  const { least, most } = range;
  if (!Number.isInteger(days) || days < least || days > most) return refusal(range, days);
  const elastic = spine.map((task) => ({ min: task.min, value: task[track] ?? 0 }));
  const shares = track === '30' ? shareOut(elastic, days - least) : elastic.map(({ value }) => value);
  const shareOf = new Map(spine.map(({ code }, i) => [code, shares[i] ?? 0]));
  const steps = budgets.map(({ code, after, tasks }) => ({
    code,
    after,
    tasks: on(track, tasks).map((task) => ({
      code: task.code,
      budget: shareOf.get(task.code) ?? task[track] ?? 0,
      ...task.by,
      ...task.counter,
      ...listOf(track, task),
      statutory: task.law?.[track] ?? null,
    })),
  }));
  return { track, budget: days, steps };
}

/** The papers of a task, where the applicant hands in any. */
function listOf(track: Track, { code, counter }: BudgetedTask) {
  const paperList = paperLists[track][code];
  return counter?.papers && paperList ? { paperList } : {};
}

const refusal = (range: RangeOfDays, days: number): DaysRefused => ({
  refused: 'days-out-of-range',
  ...range,
  ...(days > range.most && { binding: [], whatHelps: [] }),
});

const spineOf = (track: Track): BudgetedTask[] =>
  budgets.filter(({ code }) => code !== sideBranch).flatMap(({ tasks }) => on(track, tasks));

const on = (track: Track, tasks: readonly BudgetedTask[]): BudgetedTask[] =>
  tasks.filter((task) => task[track] !== undefined);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
