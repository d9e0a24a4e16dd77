import type { StepCode, TaskCode } from '../domain/catalogue.ts';
import type { PlannedTask } from '../domain/plan.ts';
import type { CalendarIndex } from './calendar-index.ts';
import { isPausing } from './charging.ts';
import { officeSerial } from './office-day.ts';
import type { OrderStanding, StandingStep } from './order-standing.ts';
import { taskLeft } from './work-left.ts';

/** When a step finishes, by serial, with the tasks it still has to do. */
export interface Finish {
  readonly serial: number;
  /** it has not opened yet */
  readonly isWaiting: boolean;
  readonly tasks: readonly { readonly step: StepCode; readonly task: TaskCode; readonly finish: number }[];
}

interface View {
  readonly today: number;
  readonly ignoringStops: boolean;
}

/** When each step of the plan finishes: those open go on from today, those behind start when all before them have finished. */
export function finishes(
  index: CalendarIndex,
  standing: OrderStanding,
  view: View,
): ReadonlyMap<StepCode, Finish> {
  const found = new Map<StepCode, Finish>();
  for (const { code, after, tasks } of standing.order.plan) {
    const step = standing.steps.find((one) => one.code === code);
    const start = Math.max(
      standing.day0,
      ...after.map((before) => found.get(before)?.serial ?? standing.day0),
    );
    found.set(
      code,
      step ? finishOfStep(index, step, view) : { ...inTurn(code, tasks, start), isWaiting: true },
    );
  }
  return found;
}

/** The finish of the last step; of a closed order its closing day. */
export const finishOf = ({ closed }: OrderStanding, steps: ReadonlyMap<StepCode, Finish>): number =>
  closed ?? Math.max(...[...steps.values()].map(({ serial }) => serial));

function finishOfStep(index: CalendarIndex, standing: StandingStep, view: View): Finish {
  const { closed, lines, code, step } = standing;
  if (closed !== null) return { serial: closed, isWaiting: false, tasks: [] };
  const line = lines.at(-1);
  const charged = Math.max(standing.day0, view.today - 1, line?.serial ?? 0);
  const base = isPausing(line?.bucket ?? null) ? resumption(index, standing, view) : charged;
  const finish = Math.max(view.today, base + taskLeft(standing, charged + 1));
  const place = step.tasks.findIndex((task) => task.code === line?.task);
  const rest = inTurn(code, step.tasks.slice(place + 1), finish);
  const open = line ? [{ step: code, task: line.task, finish }] : [];
  return { serial: rest.serial, isWaiting: false, tasks: [...open, ...rest.tasks] };
}

/** The last day of a pause: today, or the latest planned end of the stops that run, a day still excluded. */
function resumption(index: CalendarIndex, { step }: StandingStep, { today, ignoringStops }: View): number {
  const running = ignoringStops ? [] : step.stops.filter((stop) => stop.endedAt === null);
  return Math.max(today, ...running.map((stop) => officeSerial(index, stop.plannedEnd)));
}

function inTurn(step: StepCode, tasks: readonly PlannedTask[], start: number): Omit<Finish, 'isWaiting'> {
  let serial = start;
  const finished = tasks.map(({ code, budget }) => ({ step, task: code, finish: (serial += budget) }));
  return { serial, tasks: finished };
}
