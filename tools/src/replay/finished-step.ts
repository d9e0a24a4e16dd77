import {
  endStops,
  isRefusal,
  lastChangeAt,
  openStep,
  openTaskOf,
  stepProgress,
  stopStep,
  type Calendar,
  type Instant,
  type PlannedStep,
  type Step,
  type StepEvent,
  type Task,
  type TaskKind,
} from '@doudi/workflows';
import { plausibleDays, someTimeAfter } from './office-hours.ts';
import type { Random } from './random.ts';

type TaskOf<K extends TaskKind> = Extract<Task, { kind: K }>;

interface Office {
  readonly calendar: Calendar;
  readonly random: Random;
}

/** A step from its opening to its approval, event by event, as its workflow would have kept it. */
export function finishedStep(office: Office, planned: PlannedStep, openedAt: Instant): Step {
  let step = openStep(planned, openedAt);
  for (let task = openTaskOf(step); task; task = openTaskOf(step)) step = finishByKind(office, step, task);
  return step;
}

/** Applies an event so many working days later. */
function later(office: Office, step: Step, days: number, event: (at: Instant) => StepEvent): Step {
  const next = stepProgress(
    step,
    event(someTimeAfter(office.calendar, office.random, lastChangeAt(step), days)),
  );
  if (isRefusal(next)) throw new Error(`a made-up event was refused: ${next.refused}`);
  return next;
}

const finishers: { readonly [K in TaskKind]: (office: Office, step: Step, task: TaskOf<K>) => Step } = {
  review,
  commission,
};

const finishByKind = <K extends TaskKind>(office: Office, step: Step, task: TaskOf<K>): Step =>
  (finishers[task.kind] as (office: Office, step: Step, task: Task) => Step)(office, step, task);

/** A reviewer's opinion and another one's check, at times returned once; a legal stop of one to three weeks comes now and then. */
function review(office: Office, opened: Step, task: TaskOf<'review'>): Step {
  const { random } = office;
  const by = (subject: string) => ({ subject, department: task.department });
  const decide = (step: Step, days: number) =>
    later(office, step, days, (at) => ({
      kind: 'review',
      task: task.code,
      by: by('r'),
      at,
      opinion: 'approve',
    }));
  const check = (step: Step, verdict: 'approve' | 'return') =>
    later(office, step, random.between(0, 1), (at) => ({
      kind: 'check',
      task: task.code,
      by: by('c'),
      at,
      verdict,
    }));
  let step = random.chance(0.06) ? stopped(office, opened) : opened;
  step = decide(step, Math.max(0, plausibleDays(random, task.budget) - 1));
  if (random.chance(0.05)) step = decide(check(step, 'return'), random.between(0, 2));
  return check(step, 'approve');
}

/** The enterprise hires, the agency works, the enterprise accepts. */
function commission(office: Office, opened: Step, task: Task): Step {
  const { random } = office;
  const by = { subject: 'a' };
  const move = (step: Step, days: number, state: 'contracting' | 'working' | 'delivered' | 'accepted') =>
    later(office, step, days, (at) => ({ kind: 'commission', task: task.code, by, at, state }));
  const hired = move(move(opened, random.between(0, 4), 'contracting'), random.between(0, 2), 'working');
  const running = random.chance(0.04) ? stopped(office, hired) : hired;
  return move(
    move(running, plausibleDays(random, task.budget), 'delivered'),
    random.between(0, 2),
    'accepted',
  );
}

function stopped({ calendar, random }: Office, step: Step): Step {
  const from = someTimeAfter(calendar, random, lastChangeAt(step), random.between(0, 2));
  const to = someTimeAfter(calendar, random, from, random.between(5, 15));
  return endStops(stopStep(step, from, to), to);
}
