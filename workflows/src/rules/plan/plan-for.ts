import type { Plan } from '../../domain/plan.ts';
import type { TaskCode, Track } from '../../domain/tracks-and-steps.ts';
import { budgets, type BudgetedTask, sideBranch } from './budgets.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { shareOut } from './on-demand.ts';

/** Why an order of so many days is refused, and what would make a shorter one possible. */
export interface DaysRefused extends Refusal<'days-out-of-range'> {
  /** the spine tasks that cannot be shorter, with their least working days; empty when too many days were asked for */
  readonly binding: readonly { readonly task: TaskCode; readonly min: number }[];
  readonly whatHelps: readonly WhatHelps[];
  readonly least: number;
  readonly most: number;
}

/** Design work before the order, written commitments, acceptance with papers to follow. */
const whatHelps = ['early-design', 'commitments', 'conditional-acceptance'] as const;
type WhatHelps = (typeof whatHelps)[number];

/**
 * The plan of a track, or on track 30 of an order on demand of `days` working days, 13 to 30 (the least is the sum of the
 * spine's minima). The other tracks take no other number of days than their own.
 */
export function planFor(track: Track, days: number = Number(track)): Plan | DaysRefused {
  const spine = spineOf(track);
  const most = Number(track);
  const least = track === '30' ? sum(spine.map(({ min }) => min)) : most;
  if (!Number.isInteger(days) || days < least || days > most) return refusal(track, days, { least, most });
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
      statutory: task.law?.[track] ?? null,
    })),
  }));
  return { track, budget: days, steps };
}

function refusal(track: Track, days: number, range: { least: number; most: number }): DaysRefused {
  const isTooShort = track === '30' && !(days > range.most);
  const binding = spineOf(track).filter(({ min }) => min > 0);
  return {
    refused: 'days-out-of-range',
    binding: isTooShort ? binding.map(({ code, min }) => ({ task: code, min })) : [],
    whatHelps: isTooShort ? whatHelps : [],
    ...range,
  };
}

const spineOf = (track: Track): BudgetedTask[] =>
  budgets.filter(({ code }) => code !== sideBranch).flatMap(({ tasks }) => on(track, tasks));

const on = (track: Track, tasks: readonly BudgetedTask[]): BudgetedTask[] =>
  tasks.filter((task) => task[track] !== undefined);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
