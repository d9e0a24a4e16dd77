import type { Plan, PlannedStep, PlannedTask } from '../../domain/plan.ts';
import type { Track } from '../../domain/tracks-and-steps.ts';
import { planFor, rangeOfDays, type RangeOfDays } from './plan-for.ts';

/** A task of an offered track, with the least working days that any order of the track leaves it. */
type OfferedTask = PlannedTask & { readonly min: number };

interface OfferedStep extends PlannedStep {
  readonly tasks: readonly OfferedTask[];
}

/** A track before anybody has ordered: its whole plan, how short its orders can be, and what they leave each task. */
export interface TrackOffer extends Plan {
  readonly steps: readonly OfferedStep[];
  readonly range: RangeOfDays;
}

export function trackOffer(track: Track): TrackOffer {
  const range = rangeOfDays(track);
  const [whole, shortest] = [range.most, range.least].map((days) => planFor(track, days) as Plan) as [
    Plan,
    Plan,
  ];
  const leastOf = new Map(tasksOf(shortest).map(({ code, budget }) => [code, budget]));
  const steps = whole.steps.map((step) => ({
    ...step,
    tasks: step.tasks.map((task) => ({ ...task, min: leastOf.get(task.code) ?? task.budget })),
  }));
  return { ...whole, steps, range };
}

const tasksOf = ({ steps }: Plan): PlannedTask[] => steps.flatMap(({ tasks }) => tasks);
