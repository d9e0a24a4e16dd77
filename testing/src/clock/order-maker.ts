import {
  planFor,
  untouchedAtCounter,
  type Bucket,
  type Change,
  type Day,
  type Instant,
  type Order,
  type Outcome,
  type Plan,
  type PlannedStep,
  type Step,
  type StepCode,
  type Stop,
  type Task,
  type TaskKind,
  type TaskState,
} from '@doudi/workflows';

/**
 * Makes orders move by move. It writes ledgers without the rules of steps, so that it can also make what those never would:
 * any bucket at any instant, which the clock must count all the same.
 */

type Loose<T> = { -readonly [K in keyof T]: T[K] };
type LooseStep = Loose<Omit<Step, 'tasks' | 'ledger' | 'stops'>> & {
  tasks: Loose<Task>[];
  ledger: Change[];
  stops: Loose<Stop>[];
  base: Bucket;
};

/** An instant of Asia/Shanghai, by default in the morning. */
export const on = (day: string, time = '10:00:00.000'): Instant => Date.parse(`${day}T${time}+08:00`);
export const day = (text: string): Day => text as Day;

/** The plan of a track, which must exist. */
export function aPlan(track: '80' | '50' | '30', days?: number): Plan {
  const plan = planFor(track, days);
  if ('refused' in plan) throw new Error(plan.refused);
  return plan;
}

const opensAs: Record<TaskKind, (isHiring: boolean) => readonly [TaskState, Bucket]> = {
  review: () => ['reviewing', 'GOV'],
  commission: (isHiring) => (isHiring ? ['briefing', 'OWNER'] : ['working', 'AGENCY']),
};

/** An order in the making; every move that cannot be is passed over. With `isHiring` commissions open with the enterprise. */
export function orderMaker(first: Plan, receivedAt: Instant, { isHiring = false } = {}) {
  const steps: LooseStep[] = [];
  let plan = first;
  const order = {
    receivedAt,
    closedAt: null as Instant | null,
    budget: plan.budget,
    plan: plan.steps,
    steps,
  };
  const find = (code: StepCode) => steps.find((step) => step.code === code && step.closedAt === null);

  function open(planned: PlannedStep, at: Instant): void {
    const tasks = planned.tasks.map((task): Loose<Task> => ({
      ...task, ...untouchedAtCounter, state: 'waiting', openedAt: null, closedAt: null, reviewer: null, opinion: null,
    })); // prettier-ignore
    const about = { code: planned.code, openedAt: at, closedAt: null, outcome: null, events: 0 };
    steps.push({ ...about, tasks, ledger: [], stops: [], base: 'GOV' });
    openTask(steps.at(-1) as LooseStep, at);
  }
  function openTask(step: LooseStep, at: Instant): void {
    const task = step.tasks.find(({ state }) => state === 'waiting');
    if (!task) return close(step, at, 'approved');
    const [state, bucket] = opensAs[task.kind](isHiring);
    Object.assign(task, { state, openedAt: at });
    hand(step, at, bucket, 'open');
  }
  function hand(step: LooseStep, at: Instant, base: Bucket, because: string): void {
    const task = step.tasks.find(({ openedAt, closedAt }) => openedAt !== null && closedAt === null);
    if (!task) return;
    const bucket = step.stops.some(({ endedAt }) => endedAt === null) ? 'EXCLUDED' : base;
    step.base = base;
    step.ledger.push({ at, bucket, task: task.code, event: (step.events += 1), because });
  }
  function close(step: LooseStep, at: Instant, outcome: Outcome): void {
    for (const task of step.tasks) if (task.openedAt !== null) task.closedAt ??= at;
    Object.assign(step, { closedAt: at, outcome });
    const isDone = (code: StepCode) => steps.some((one) => one.code === code && one.closedAt !== null);
    if (outcome === 'approved') {
      for (const next of plan.steps)
        if (next.after.includes(step.code) && next.after.every(isDone)) open(next, at);
      if (plan.steps.every(({ code }) => isDone(code))) order.closedAt ??= at;
    }
  }
  open(plan.steps[0] as PlannedStep, receivedAt);
  return {
    hand: (code: StepCode, at: Instant, base: Bucket, because = 'hand') => {
      const step = find(code);
      if (step) hand(step, at, base, because);
    },
    stop: (code: StepCode, from: Instant, plannedEnd: Instant) => {
      const step = find(code);
      step?.stops.push({ from, plannedEnd, endedAt: null });
      if (step) hand(step, from, step.base, 'stop');
    },
    resume: (code: StepCode, at: Instant) => {
      const step = find(code);
      const stop = step?.stops.find(({ endedAt }) => endedAt === null);
      if (step && stop) stop.endedAt = at;
      if (step && stop) hand(step, at, step.base, 'resume');
    },
    finish: (code: StepCode, at: Instant) => {
      const step = find(code);
      const task = step?.tasks.find(({ openedAt, closedAt }) => openedAt !== null && closedAt === null);
      if (!step || !task) return;
      Object.assign(task, { state: 'done', closedAt: at });
      openTask(step, at);
    },
    /** Another track, as long as nothing but the first step has opened: that goes on as it is, all others are the new track's. */
    changeTrack: (next: Plan) => {
      const [opened] = plan.steps;
      if (!opened || steps.length > 1 || steps[0]?.closedAt !== null) return;
      plan = { ...next, steps: [opened, ...next.steps.slice(1)] };
      Object.assign(order, { budget: plan.budget, plan: plan.steps });
    },
    withdraw: (at: Instant) => {
      for (const step of steps) if (step.closedAt === null) close(step, at, 'withdrawn');
      order.closedAt ??= at;
    },
    openSteps: (): StepCode[] => steps.flatMap(({ code, closedAt }) => (closedAt === null ? [code] : [])),
    order: (): Order => structuredClone(order),
  };
}
