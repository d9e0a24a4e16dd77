import type { Calendar, Day } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Bucket, Light } from '../../domain/ledger.ts';
import type { AssignedTask, Limit, PlannedStep, PlannedTask } from '../../domain/plan.ts';
import type { Order, Outcome, Step, Task, TaskState } from '../../domain/step.ts';
import type { StepCode, TaskCode } from '../../domain/tracks-and-steps.ts';
import { calendarIndex } from '../calendar/calendar-index.ts';
import { dayEnds } from '../calendar/office-day.ts';
import { countOrder, orderReading } from '../order-clock/order-clock.ts';
import { type Holder, holderOf } from '../state-machines/holder.ts';
import { openTaskOf } from '../state-machines/step-progress.ts';
import { kindOf } from '../state-machines/task-kinds.ts';
import { noDays } from '../step-clock/charging.ts';
import { type ClockReading, stepClock, taskClock } from '../step-clock/clock.ts';
import { type LimitReading, statutoryClock, untouched } from '../step-clock/statutory-clock.ts';
import { budgetOf } from '../step-clock/ledger-segment.ts';
import { forecastNow, type Forecast } from './forecast.ts';
import { orderLightNow } from './order-light.ts';
import { stepLight } from './step-light.ts';

/** Everything the enterprise reads of its order: its clock, its light, when to expect the permit, and every step of the plan. */
export interface OrderProgress extends ClockReading {
  readonly budget: number;
  readonly light: Light;
  readonly driving: StepCode | null;
  readonly forecast: Forecast;
  /** the open tasks that are late by their own clock, in the order of the plan */
  readonly lateTasks: readonly LateTask[];
  readonly steps: readonly ProgressOfStep[];
}

/** An open task that is late, and the instant from which it is: 17:00:00.000 of its due day. */
export interface LateTask {
  readonly step: StepCode;
  readonly task: TaskCode;
  readonly since: Instant;
}

export function orderProgress(calendar: Calendar, order: Order, now: Instant): OrderProgress {
  const index = calendarIndex(calendar);
  const counted = countOrder(index, order, now);
  const { snapshot } = counted;
  const { steps } = snapshot.order;
  const at = Math.max(now, order.receivedAt);
  const progress = order.plan.map((planned) => {
    const step = steps.find(({ code }) => code === planned.code);
    return step ? progressOfStep(calendar, { planned, step }, at) : progressOfWaiting(planned);
  });
  return {
    ...orderReading(calendar, counted),
    budget: order.budget,
    light: orderLightNow(index, counted),
    forecast: forecastNow(calendar, snapshot, { ignoringStops: false }),
    lateTasks: progress.flatMap(lateIn),
    steps: progress,
  };
}

function lateIn({ code: step, openTask, tasks }: ProgressOfStep): LateTask[] {
  const since = tasks.find(({ code }) => code === openTask)?.lateSince ?? null;
  return openTask === null || since === null ? [] : [{ step, task: openTask, since }];
}

/** A step of the plan as the enterprise reads it; one that waits has no light. */
export interface ProgressOfStep {
  readonly code: StepCode;
  readonly state: 'waiting' | 'open' | 'done';
  readonly light: Light | null;
  /** how it ended: a light that is ENDED does not tell in which way */
  readonly outcome: Outcome | null;
  readonly budget: number;
  readonly used: number;
  readonly remaining: number;
  readonly dueDay: Day | null;
  readonly isProvisional: boolean;
  readonly buckets: Record<Bucket, number>;
  readonly openTask: TaskCode | null;
  readonly holder: Holder | null;
  readonly tasks: readonly ProgressOfTask[];
}

/** The progress of a step that has opened, as it stands at `now`; its plan says what the law allows. */
function progressOfStep(
  calendar: Calendar,
  { planned, step }: { planned: PlannedStep; step: Step },
  now: Instant,
): ProgressOfStep {
  const { used, remaining, dueDay, isProvisional, buckets, inForce } = stepClock(calendar, step, now);
  const isClosed = step.closedAt !== null;
  return {
    code: step.code,
    state: isClosed ? 'done' : 'open',
    light: stepLight(calendar, step, now),
    outcome: step.outcome,
    budget: budgetOf(step.tasks),
    used,
    remaining,
    dueDay,
    isProvisional,
    buckets,
    openTask: openTaskOf(step)?.code ?? null,
    holder: holderOf(step, inForce),
    tasks: step.tasks.map(taskIn),
  };

  function taskIn(task: Task): ProgressOfTask {
    const { statutory: limit = null, ...inPlan } =
      planned.tasks.find(({ code }) => code === task.code) ?? ({} as Partial<PlannedTask>);
    const statutory = limit && statutoryClock(calendar, { step, task, limit }, now);
    const own = { ...task, ...takenOver(inPlan) };
    const read = taskClock(calendar, step, task, now);
    const clock = read && { ...read, lateSince: lateSinceOf(calendar, read) };
    return progressOfTask(own, { clock, statutory });
  }
}

const lateSinceOf = (calendar: Calendar, { isLate, dueDay }: ClockReading): Instant | null =>
  isLate && dueDay !== null ? dayEnds(calendar, dueDay) : null;

/** The progress of a step that has not opened. */
function progressOfWaiting({ code, tasks }: PlannedStep): ProgressOfStep {
  const budget = budgetOf(tasks);
  const clock = { budget, used: 0, remaining: budget, dueDay: null, isProvisional: false, buckets: noDays() };
  const waiting = tasks.map(({ statutory = null, ...task }) =>
    progressOfTask(
      { ...task, state: 'waiting' },
      { clock: null, statutory: statutory && untouched(statutory) },
    ),
  );
  const nothing = { light: null, outcome: null, openTask: null, holder: null };
  return { code, state: 'waiting', ...nothing, ...clock, tasks: waiting };
}

/** A task as the enterprise reads it; days are working days where no unit stands beside them. */
export type ProgressOfTask = AssignedTask & {
  readonly state: TaskState;
  readonly used: number;
  readonly remaining: number;
  readonly dueDay: Day | null;
  readonly isLate: boolean;
  /** 17:00:00.000 of its due day, of a task that is late or was when it ended */
  readonly lateSince: Instant | null;
  readonly isProvisional: boolean;
  /** what was promised and what the law allows, each with its own due day: one can be late without the other */
  readonly limits: { readonly promised: LimitReading; readonly statutory: LimitReading | null };
};

type TaskReading = ClockReading & Pick<ProgressOfTask, 'lateSince'>;

/** A task from its clock, which is null before it opens. */
function progressOfTask(
  task: AssignedTask & { readonly state: TaskState },
  { clock, statutory }: { clock: TaskReading | null; statutory: LimitReading | null },
): ProgressOfTask {
  const { budget, state } = task;
  const { used, remaining, dueDay, isLate, lateSince, isProvisional } = clock ?? notBegun(budget);
  const promise: Limit = { days: budget, unit: 'working-day' };
  const limits = { promised: { ...promise, dueDay, isLate, isProvisional }, statutory };
  const progress = {
    code: task.code,
    budget,
    state,
    used,
    remaining,
    dueDay,
    isLate,
    lateSince,
    isProvisional,
    limits,
  };
  return { ...progress, ...kindOf(task).assignment(task), ...takenOver(task) };
}

/** From where a task is taken over, if it is. */
const takenOver = ({ carriedFrom, coveredBy }: Pick<AssignedTask, 'carriedFrom' | 'coveredBy'>) => ({
  ...(carriedFrom && { carriedFrom }),
  ...(coveredBy && { coveredBy }),
});

const notBegun = (budget: number) => ({
  used: 0,
  remaining: budget,
  dueDay: null,
  isLate: false,
  lateSince: null,
  isProvisional: false,
});
